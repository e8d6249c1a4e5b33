"""Whom we congratulate and meet today: birthdays (by consent), anniversaries of work, newcomers of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from people.models import Consent, Employee, Purpose
from portal.typography import plural

NEWCOMER = timedelta(days=7)
ROUND = 5
# In a company of fifty thousand some 140 were hired on any one day.
CANDIDATES = 500


@dataclass(frozen=True)
class FaceOfTheDay:
    """A colleague, what he or she does, and why today."""

    person: Employee
    what: str
    why: str


def faces_of_the_day(limit: int = 6, today: date | None = None) -> list[FaceOfTheDay]:
    """At most so many, birthdays first: one query to find them, a constant number for what their cards show.

    The caller prefetches the sizes of the photos with the other pictures of its page.
    """
    today = today or timezone.localdate()
    candidates = _candidates(today).values_list("pk", "hired_on", "is_born", "is_hired")[:CANDIDATES]
    reasons = [(pk, *_reason(hired, born, round_day, today)) for pk, hired, born, round_day in candidates]
    why = {pk: words for pk, weight, words in sorted(reasons, key=lambda row: row[1:2]) if words}
    chosen = list(why)[:limit]
    people = Employee.objects.with_names_and_posts().in_bulk(chosen)
    return [FaceOfTheDay(people[pk], _what(people[pk]), why[pk]) for pk in chosen if pk in people]


def _candidates(today: date) -> QuerySet[Employee]:
    consent = Consent.objects.given().filter(employee=OuterRef("pk"), purpose=Purpose.BIRTHDAY)
    # Whoever was born on 29 February is congratulated on the 28th in other years.
    days = [28, 29] if (today.month, today.day) == (2, 28) and not _leap(today.year) else [today.day]
    born = Q(birth_date__month=today.month, birth_date__day__in=days) & Q(Exists(consent))
    hired = Q(hired_on__month=today.month, hired_on__day=today.day, hired_on__year__lt=today.year)
    new = Q(hired_on__gt=today - NEWCOMER, hired_on__lte=today)
    flagged = Employee.objects.working().annotate(is_born=_flag(born), is_hired=_flag(hired))
    return flagged.filter(born | hired | new).order_by("hired_on", "pk")


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _reason(hired: date | None, born: bool, round_day: bool, today: date) -> tuple[int, str]:
    """What comes first, and in which words; no words: not today."""
    if born:
        return 0, "День рождения"
    years = today.year - hired.year
    if round_day:
        return 1, f"{years} {plural(years, 'год,года,лет')} в компании" if years % ROUND == 0 or years == 1 else ""
    return 2, "Первая неделя с нами"


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _what(person: Employee) -> str:
    post = person.post
    return ", ".join(filter(None, [post.position, post.place and post.place.town])) if post else ""
