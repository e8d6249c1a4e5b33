"""Members with work left are reminded: by the clock, three days and one before the close, and by HR, once a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from contests import wording
from contests.judging.progress import Progress, progress
from contests.models import ContestPage
from engagement import notices
from portal.clock import periodic
from portal.typography import plural

DAYS_BEFORE = (1, 3)
TEXT = "«{}»: вам осталось оценить {} {}. Судейство до {}."


@periodic("jury-reminders", every=timedelta(minutes=5))
def remind_due() -> None:
    """May be repeated: each member is told once under one key. A stage that moves is reminded of anew."""
    now = timezone.now()
    farthest = now + timedelta(days=max(DAYS_BEFORE))
    judged = ContestPage.objects.live().filter(jury_from__lte=now, results_from__gt=now, results_from__lte=farthest)
    for contest in judged.defer_streamfields():
        if days := _days_before(contest, now):
            key = f"contest:{contest.pk}:jury-left:{days}:{contest.results_from.isoformat()}"
            tell(contest, unfinished(contest), key)


def remind_now(contest: ContestPage, members: Iterable[Progress]) -> int:
    """HR asks; how many were told: whoever was asked today already is left in peace."""
    return tell(contest, members, f"contest:{contest.pk}:jury-asked:{timezone.localdate().isoformat()}")


def unfinished(contest: ContestPage) -> list[Progress]:
    """Members who can judge and have something left."""
    found = progress(contest, list(contest.nominations.all()))
    return [each for each in found if each.left and not each.hindrance]


def tell(contest: ContestPage, members: Iterable[Progress], key: str) -> int:
    until = wording.moment(contest.results_from)
    return sum(
        notices.tell([each.seat.employee_id], _text(contest, each, until), f"{contest.url}jury/", key=key, letter=True)
        for each in members
    )


def _text(contest: ContestPage, each: Progress, until: str) -> str:
    return TEXT.format(contest.title, each.left, plural(each.left, "работу,работы,работ"), until)


def _days_before(contest: ContestPage, now) -> int | None:
    """The nearest of the moments that has come; none that came before the jury began: it was told then."""
    for days in DAYS_BEFORE:
        moment = contest.results_from - timedelta(days=days)
        if contest.jury_from < moment <= now:
            return days
        if moment <= now:
            return None
    return None
