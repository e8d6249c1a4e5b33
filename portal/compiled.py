"""Queries that the ORM composes once. The SQL of each shape is kept, and only the values in it change.

For what is asked at every letter somebody types: composing such a query takes ten times as long as running it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

Values = Sequence[str] | Sequence[int]
Build = Callable[..., QuerySet]
Shape = tuple[tuple[type, int], ...]

# Stands for a value while the SQL is composed: a word that no normaliser changes, a number that is no key.
MARK = re.compile(r"zqx(\d+)xqz")
FIRST_NUMBER = -(10**12)


def rows(build: Build, *groups: Values) -> list[tuple]:
    """The rows of `build(*groups)`, a `values_list` of plain columns (texts, numbers): no field converts them.

    `build` is a function of a module; it must compose the same query for any values of the same number and type. Texts are
    folded words (`portal.search.normal.words`), so that nothing in them means anything to the database's search.
    """
    shape = tuple((type(group[0]) if group else str, len(group)) for group in groups)
    values = [value for group in groups for value in group]
    sql, parameters = _composed(build, shape, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(sql, [_filled(parameter, values) for parameter in parameters])
        return cursor.fetchall()


@lru_cache(512)
def _composed(build: Build, shape: Shape, today: date) -> tuple[str, tuple]:
    """`today` is in the key because querysets ask for those who work here today."""
    return build(*_marks(shape)).query.sql_with_params()


def _marks(shape: Shape) -> list[tuple]:
    marks, count = [], 0
    for kind, length in shape:
        places = range(count, count + length)
        marks.append(tuple(f"zqx{place}xqz" if kind is str else FIRST_NUMBER + place for place in places))
        count += length
    return marks


def _filled(parameter: object, values: list) -> object:
    if isinstance(parameter, str):
        return MARK.sub(lambda mark: values[int(mark[1])], parameter)
    if isinstance(parameter, int) and 0 <= parameter - FIRST_NUMBER < len(values):
        return values[parameter - FIRST_NUMBER]
    return parameter
