"""Who has an occasion on which day, found in one query for all days asked about."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from people.models import Congratulation, Consent, Employee, Purpose
from portal.typography import plural

Occasion = Congratulation.Occasion
NEWCOMER = timedelta(days=7)
WEEK = 7
ROUND = 5
OLDEST = 100
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
    dates = _same_days(days)
    born = Q(birth_date__in=dates) & Q(Exists(consent))
    new = Q(hired_on__gt=days[0] - NEWCOMER, hired_on__lte=days[0])
    rows = (
        people.working()
        .filter(born | Q(hired_on__in=dates) | new)
        .annotate(shows_birthday=Exists(consent))
        .order_by("hired_on", "pk")
        .values_list("pk", "birth_date", "hired_on", "shows_birthday")[:CANDIDATES]
    )
    found = [occasion for row in rows for occasion in _of_row(row, dates, days[0])]
    return sorted(found, key=lambda row: WEIGHT[row[1]])


def _of_row(row: tuple, dates: dict[date, date], first: date) -> Iterator[tuple[int, Occasion, date, str]]:
    pk, birth_date, hired_on, shows_birthday = row
    if shows_birthday and birth_date in dates:
        yield pk, Occasion.BIRTHDAY, dates[birth_date], "День рождения"
        return
    if hired_on is None:
        return
    if first - NEWCOMER < hired_on <= first:
        yield pk, Occasion.NEWCOMER, hired_on, "Первая неделя с нами"
        return
    day = dates.get(hired_on, first)
    years = day.year - hired_on.year
    if hired_on in dates and (years == 1 or (years > 0 and years % ROUND == 0)):
        yield pk, Occasion.ANNIVERSARY, day, f"{years} {plural(years, 'год,года,лет')} в компании"


def _same_days(days: list[date]) -> dict[date, date]:
    """Every date of the last century that is kept on one of these days: a list of dates is what an index answers."""
    return {
        date(year, day.month, number): day
        for day in days
        for year in range(day.year - OLDEST, day.year)
        for number in _days_kept_on(day)
        if not (day.month == 2 and number == 29 and not isleap(year))
    }


def _days_kept_on(day: date) -> list[int]:
    """Whoever was born on 29 February is congratulated on the 28th in other years."""
    return [28, 29] if (day.month, day.day) == (2, 28) and not isleap(day.year) else [day.day]
