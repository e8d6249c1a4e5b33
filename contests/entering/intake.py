"""Whether works are taken at a moment. The moment that counts is when the request began to arrive, to the second."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from contests import stages
from contests.models import ContestPage, Work
from contests.stages import Stage

CLOSED = "Приём работ закончился {}. Написанное осталось на этой странице, но отправить его уже нельзя."
NOT_BEGUN = "Приём работ ещё не начался. Он откроется {}."
DECIDED = "Эту работу уже нельзя изменить: {}."


class ClosedError(Exception):
    """The work may not be changed or sent now; the message is for its people."""


def is_open(contest: ContestPage, at: datetime) -> bool:
    return contest.live and stages.stage_at(contest.moments, at) is Stage.ENTRIES


def may_change(work: Work, at: datetime) -> bool:
    """Until the deadline; what HR has sent back, while HR still looks at works."""
    stage = stages.stage_at(work.contest.moments, at)
    if not work.contest.live or work.state not in Work.OPEN:
        return False
    return stage is Stage.ENTRIES or (stage is Stage.REVIEW and work.state == Work.State.RETURNED)


def refuse_late(work: Work, at: datetime) -> None:
    """Raises ClosedError with what to say, unless the work may be changed."""
    if not may_change(work, at):
        raise ClosedError(why_closed(work.contest, at) or DECIDED.format(work.get_state_display()))


def why_closed(contest: ContestPage, at: datetime) -> str:
    """In Russian; empty while works are taken."""
    if is_open(contest, at):
        return ""
    if contest.entries_from > at:
        return NOT_BEGUN.format(_spoken(contest.entries_from))
    return CLOSED.format(_spoken(contest.review_from))


def _spoken(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%d.%m.%Y в %H:%M")
