"""The phone book on paper and as a table, for those who may export it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from people.consents.sheets import record_access
from people.directory.filters import Filter, people
from people.models import Employee, Subdivision
from portal import tables

# A table of more takes longer than anybody waits for a page; one town or one unit is what people need on paper.
MOST_ROWS = 10_000
HEADING = (
    "Фамилия",
    "Имя",
    "Отчество",
    "Должность",
    "Подразделение",
    "Город",
    "Адрес",
    "Рабочий",
    "Мобильный",
    "Почта",
)
MAY_EXPORT = permission_required("people.export_employee", raise_exception=True)


@never_cache
@MAY_EXPORT
def table(request: HttpRequest) -> HttpResponse:
    """The people of the filter as XLSX."""
    found = _found(request)
    if found.count() > MOST_ROWS:
        return _too_many(request, found.count())
    record_access(request.user, "Справочник: таблица", people=found.count())
    content = tables.xlsx("Справочник", HEADING, map(_row, found))
    answer = HttpResponse(content, content_type=tables.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="phone-book-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return answer


@never_cache
@MAY_EXPORT
def printed(request: HttpRequest) -> HttpResponse:
    """The same as a page to be printed, by subdivision."""
    found = _found(request)
    if found.count() > MOST_ROWS:
        return _too_many(request, found.count())
    record_access(request.user, "Справочник: печать", people=found.count())
    return render(request, "people/book.html", {"units": list(_by_unit(found)), "count": found.count()})


def _found(request: HttpRequest) -> QuerySet[Employee]:
    return people(Filter.of(request.GET)).order_by("sort_key", "pk").with_names_and_posts()


def _too_many(request: HttpRequest, count: int) -> HttpResponse:
    return render(request, "people/book_too_long.html", {"count": count, "most": MOST_ROWS}, status=422)


def _by_unit(found: QuerySet[Employee]) -> Iterator[tuple[Subdivision | None, list[Employee]]]:
    in_order = sorted(found, key=lambda person: person.post.subdivision.path if person.post else "")
    for unit, group in groupby(in_order, key=lambda person: person.post.subdivision if person.post else None):
        yield unit, list(group)


def _row(person: Employee) -> tuple[str, ...]:
    held = person.post
    position, unit = (held.position, held.subdivision.name) if held else ("", "")
    town, address = (held.place.town, held.place.address) if held and held.place else ("", "")
    reached = (person.phone, person.mobile, person.email)
    return (person.surname, person.name, person.patronymic, position, unit, town, address, *reached)
