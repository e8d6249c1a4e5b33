"""The marks of a work: seen by a member once his or her own is in, and by nobody else before the results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, median

from django.db.models import QuerySet

from contests.models import JuryMember, Review, Score
from contests.results.formula import Points, mark
from people.models import Employee
from portal.prefetch import prefetch_pictures


@dataclass(frozen=True)
class Mark:
    """What one member has said; the mark is a part of one."""

    person: Employee
    value: float
    remark: str
    mine: bool


@dataclass(frozen=True)
class Verdict:
    """All marks of a work that are in, one's own first."""

    marks: list[Mark]
    mean: float
    median: float


def verdict(review: Review | None) -> Verdict | None:
    """None until one's own marks are in. Whoever abstains is told nothing: the abstention may be taken back."""
    if review is None or review.handed_in_at is None or review.abstained:
        return None
    handed_in = Review.objects.filter(work=review.work_id, handed_in_at__isnull=False, abstained=False)
    found = list(handed_in.select_related("member").order_by("member__sort_order", "member"))
    values = _values(Score.objects.filter(review__in=found))
    people = Employee.objects.with_names_and_posts().in_bulk([other.member.employee_id for other in found])
    prefetch_pictures(*(person.photo for person in people.values()))
    shown = [
        Mark(people[other.member.employee_id], float(values[other.pk]), other.remark, other.pk == review.pk)
        for other in found
        if other.pk in values
    ]
    if not shown:
        return None
    shown.sort(key=lambda each: not each.mine)
    return Verdict(shown, float(mean(values.values())), float(median(values.values())))


def own_marks(seat: JuryMember, works: Iterable[int]) -> dict[int, float]:
    """By work, what this member has handed in."""
    mine = Review.objects.filter(member=seat, work__in=works, handed_in_at__isnull=False, abstained=False)
    work_of = dict(mine.values_list("pk", "work"))
    return {
        work_of[review]: float(value) for review, value in _values(Score.objects.filter(review__in=work_of)).items()
    }


def _values(scores: QuerySet[Score]) -> dict[int, Fraction]:
    given = defaultdict(list)
    for review, points, most, weight in scores.values_list("review", "points", "criterion__most", "criterion__weight"):
        given[review].append(Points(points, most, weight))
    return {review: mark(found) for review, found in given.items()}
