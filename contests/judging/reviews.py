"""What a member says of a work: kept as it is typed, handed in, changed until the close. Refused where the rules say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from contests.judging.seats import is_open, own_works
from contests.models import ContestPage, JuryMember, Review, Score, Work

CLOSED = "Сейчас не судят: жюри ещё не начало или уже закончило."
OWN = "Это ваша работа: её судят другие."
HANDED_IN = "Оценка уже сдана, черновик больше не нужен. Обновите страницу."


class JudgingRefusedError(Exception):
    """What was said does not stand; the message says why, in Russian."""


@dataclass(frozen=True)
class Said:
    """Points by criterion, None where there are none yet, and a remark."""

    points: Mapping[int, int | None]
    remark: str


@transaction.atomic
def keep(contest: ContestPage, seat: JuryMember, work: Work, said: Said) -> Review:
    """A draft: nobody else sees that there is one. What is handed in is not overwritten by an old window."""
    review = _held(contest, seat, work)
    if review.handed_in_at:
        raise JudgingRefusedError(HANDED_IN)
    _write(review, said)
    return review


@transaction.atomic
def hand_in(contest: ContestPage, seat: JuryMember, work: Work, said: Said) -> Review:
    """From now on it counts, and the marks of others are seen. Handing in again changes it, and that is noted."""
    review = _held(contest, seat, work)
    changed = _write(review, said)
    now = timezone.now()
    if review.handed_in_at is None or review.abstained:
        review.handed_in_at, review.abstained, review.why_abstained = now, False, ""
    elif changed:
        review.changed_at = now
    review.save()
    return review


@transaction.atomic
def abstain(contest: ContestPage, seat: JuryMember, work: Work, why: str) -> Review:
    """The member knows whose work it is and does not judge it; points already given go."""
    review = _held(contest, seat, work)
    review.scores.all().delete()
    if review.handed_in_at:
        review.changed_at = timezone.now()
    review.abstained, review.why_abstained = True, why
    review.handed_in_at = review.handed_in_at or timezone.now()
    review.save()
    return review


@transaction.atomic
def judge_after_all(contest: ContestPage, seat: JuryMember, work: Work) -> Review:
    """Takes the abstention back: the work waits again."""
    review = _held(contest, seat, work)
    if review.abstained:
        review.abstained, review.why_abstained, review.handed_in_at = False, "", None
        review.save()
    return review


def _held(contest: ContestPage, seat: JuryMember, work: Work) -> Review:
    """The review, held until the end of the transaction: of two windows the later one waits, and wins."""
    if not is_open(contest):
        raise JudgingRefusedError(CLOSED)
    JuryMember.objects.select_for_update().get(pk=seat.pk)
    if work.pk in own_works(seat):
        raise JudgingRefusedError(OWN)
    return Review.objects.get_or_create(member=seat, work=work)[0]


def _write(review: Review, said: Said) -> bool:
    """Whether anything is other than before."""
    before = dict(review.scores.values_list("criterion", "points")), review.remark
    given = {criterion: points for criterion, points in said.points.items() if points is not None}
    review.scores.exclude(criterion__in=given).delete()
    Score.objects.bulk_create(
        (Score(review=review, criterion_id=criterion, points=points) for criterion, points in given.items()),
        update_conflicts=True,
        unique_fields=("review", "criterion"),
        update_fields=("points",),
    )
    review.remark = said.remark
    review.save()
    return before != (given, said.remark)
