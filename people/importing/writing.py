"""The one place where a load writes employees, many at a time and without signals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import router
from django.db.models import Model, QuerySet

from people.models import Employee, HelpTopic, SearchWord

BATCH = 500
# Instances that stand in memory together.
PORTION = 2_000


def create_employees(employees: list[Employee]) -> None:
    """Makes them; afterwards each knows its key."""
    Employee.objects.bulk_create(employees, BATCH)


def update_employees(employees: list[Employee], fields: list[str]) -> None:
    """Writes these fields alone."""
    if employees and fields:
        Employee.objects.bulk_update(employees, fields, BATCH)


def dismiss(pks: list[int], last_day) -> None:
    """Gives all of them the same last working day."""
    for batch in batches(pks, BATCH):
        Employee.objects.filter(pk__in=batch).update(left_on=last_day)


def delete_employees(pks: list[int]) -> None:
    """Removes people of whom nothing else speaks: the database refuses if anything does."""
    for batch in batches(pks, BATCH):
        Employee.objects.filter(manager__in=batch).update(manager=None)
        for model in (SearchWord, HelpTopic):
            delete_rows(model.objects.filter(employee__in=batch))
        delete_rows(Employee.objects.filter(pk__in=batch))


def delete_rows(rows: QuerySet[Model]) -> None:
    """One statement: no instances, no signals; the database's own constraints hold."""
    rows._raw_delete(router.db_for_write(rows.model))


def batches(items: Iterable, size: int) -> Iterator[Sequence]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
