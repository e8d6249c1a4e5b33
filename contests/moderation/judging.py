"""HR's word on a work: accepted, returned, rejected. Each is one transaction, and its people are told.

A decision names the version that HR has seen: whoever comes second, or sees what its author has changed since, decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from contests.entering.intake import may_change
from contests.models import Work
from engagement import notices
from portal import pagecache

State = Work.State
# From which states each word leads where.
FROM = {
    State.ACCEPTED: (State.SUBMITTED, State.REJECTED),
    State.RETURNED: (State.SUBMITTED, State.ACCEPTED),
    State.REJECTED: (State.SUBMITTED, State.ACCEPTED, State.RETURNED),
}
SAID = {
    State.ACCEPTED: "Работу «{}» приняли: конкурс «{}».",
    State.RETURNED: "Работу «{}» просят поправить: {}",
    State.REJECTED: "Работу «{}» не приняли: {}",
}
CHANGED = "№ {}: автор изменил работу, пока вы смотрели. Посмотрите ещё раз."
TAKEN_BACK = "№ {}: автор отозвал работу."
SOMEBODY = "№ {}: решил коллега {}, {}. Сейчас работа {}."
TOO_LATE = "№ {}: вернуть на доработку уже нельзя, автор не сможет её изменить. Примите или отклоните."


@dataclass(frozen=True)
class Seen:
    """A work as somebody has it on the screen."""

    pk: int
    version: int


class NotDecidedError(Exception):
    """Nothing was decided; the message is for HR."""


@transaction.atomic
def decide(seen: Seen, state: str, user, reason: str = "") -> Work:
    """Raises NotDecidedError if the work is not what was seen any more."""
    work = Work.objects.select_for_update(of=("self",)).select_related("contest", "judged_by").get(pk=seen.pk)
    _refuse_outdated(work, seen, state)
    was = work.state
    work.state, work.reason, work.judged_by, work.version = state, reason, user, work.version + 1
    if state == State.RETURNED and not may_change(work, timezone.now()):
        raise NotDecidedError(TOO_LATE.format(work.number))
    work.save()
    if State.ACCEPTED in (was, state):
        pagecache.bump("pages")
    _tell(work)
    audit.record("work-judged", work=work.pk, state=state)
    return work


def waiting() -> int:
    """How many wait for HR, in all contests."""
    return Work.objects.waiting().count()


def _refuse_outdated(work: Work, seen: Seen, state: str) -> None:
    if work.version == seen.version and work.state in FROM[state]:
        return
    if work.state == State.WITHDRAWN:
        raise NotDecidedError(TAKEN_BACK.format(work.number))
    if work.judged_by is None:
        raise NotDecidedError(CHANGED.format(work.number))
    at = timezone.localtime(work.changed_at).strftime("%H:%M")
    who = work.judged_by.get_full_name() or work.judged_by.get_username()
    raise NotDecidedError(SOMEBODY.format(work.number, who, at, work.get_state_display()))


def _tell(work: Work) -> None:
    """The author, and whoever filed it for the author."""
    about = work.contest.title if work.state == State.ACCEPTED else work.reason
    key = f"contest:{work.contest_id}:work:{work.pk}:{work.version}"
    people = {work.author_id, work.filed_by_id}
    notices.tell(people, SAID[work.state].format(work.title, about), reverse("contests:mine"), key=key, letter=True)
