"""Who has an occasion on which day, found in one query for all days asked about."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from people.models import Congratulation, Consent, Employee, Purpose
from portal.typography import plural

Occasion = Congratulation.Occasion
NEWCOMER = timedelta(days=7)
WEEK = 7
ROUND = 5
# In a company of fifty thousand some 140 were hired on any one day.
CANDIDATES = 1500
WEIGHT = {Occasion.BIRTHDAY: 0, Occasion.ANNIVERSARY: 1, Occasion.NEWCOMER: 2}


@dataclass(frozen=True)
class FaceOfTheDay:
    """A colleague, the occasion, its day, and the words for it."""

    person: Employee
    occasion: Occasion
    day: date
    why: str

    @property
    def what(self) -> str:
        return self.person.what


def faces_of_the_day(limit: int = 6, today: date | None = None) -> list[FaceOfTheDay]:
    """At most so many for today, birthdays first: one query to find them, a constant number for what their cards show.

    The caller prefetches the sizes of the photos with the other pictures of its page.
    """
    today = today or timezone.localdate()
    return _faces(_occasions([today]), limit)


def coming(limit: int = 60, today: date | None = None) -> list[FaceOfTheDay]:
    """Birthdays and anniversaries of the six days after today, in their order."""
    today = today or timezone.localdate()
    days = [today + timedelta(days=ahead) for ahead in range(1, WEEK)]
    found = [row for row in _occasions(days) if row[1] != Occasion.NEWCOMER]
    return _faces(sorted(found, key=lambda row: (row[2], WEIGHT[row[1]])), limit)


def has_occasion(employee: Employee, occasion: str, today: date) -> date | None:
    """The day of this occasion of the person, if it is today; what may be congratulated on."""
    rows = _occasions([today], Employee.objects.filter(pk=employee.pk))
    return next((day for _, kind, day, _ in rows if kind == occasion), None)


def _faces(rows: list[tuple], limit: int) -> list[FaceOfTheDay]:
    chosen = rows[:limit]
    people = Employee.objects.with_names_and_posts().in_bulk([row[0] for row in chosen])
    return [FaceOfTheDay(people[pk], kind, day, why) for pk, kind, day, why in chosen if pk in people]


def _occasions(days: list[date], among: QuerySet[Employee] | None = None) -> list[tuple[int, Occasion, date, str]]:
    """`(employee, occasion, day, words)`, one a person: birthdays, then anniversaries, then newcomers."""
    people = Employee.objects.all() if among is None else among
    consent = Consent.objects.given().filter(employee=OuterRef("pk"), purpose=Purpose.BIRTHDAY)
    born = _on_days("birth_date", days) & Q(Exists(consent))
    hired = _on_days("hired_on", days) & Q(hired_on__year__lt=days[-1].year)
    new = Q(hired_on__gt=days[0] - NEWCOMER, hired_on__lte=days[0])
    rows = (
        people.working()
        .annotate(is_born=_flag(born), is_hired=_flag(hired))
        .filter(born | hired | new)
        .order_by("hired_on", "pk")
        .values_list("pk", "birth_date", "hired_on", "is_born", "is_hired")[:CANDIDATES]
    )
    found = [occasion for row in rows for occasion in _of_row(row, days)]
    return sorted(found, key=lambda row: WEIGHT[row[1]])


def _of_row(row: tuple, days: list[date]) -> Iterator[tuple[int, Occasion, date, str]]:
    pk, birth_date, hired_on, is_born, is_hired = row
    if is_born:
        yield pk, Occasion.BIRTHDAY, _day_of(birth_date, days), "День рождения"
        return
    if not is_hired:
        yield pk, Occasion.NEWCOMER, hired_on, "Первая неделя с нами"
        return
    day = _day_of(hired_on, days)
    years = day.year - hired_on.year
    if years == 1 or (years > 0 and years % ROUND == 0):
        yield pk, Occasion.ANNIVERSARY, day, f"{years} {plural(years, 'год,года,лет')} в компании"


def _on_days(field: str, days: list[date]) -> Q:
    fits = Q()
    for day in days:
        fits |= Q(**{f"{field}__month": day.month, f"{field}__day__in": _days_kept_on(day)})
    return fits


def _days_kept_on(day: date) -> list[int]:
    """Whoever was born on 29 February is congratulated on the 28th in other years."""
    return [28, 29] if (day.month, day.day) == (2, 28) and not isleap(day.year) else [day.day]


def _day_of(moment: date, days: list[date]) -> date:
    return next(day for day in days if day.month == moment.month and moment.day in _days_kept_on(day))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())
