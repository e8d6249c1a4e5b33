"""A contest on its line: the steps of the pipe with their days, the name of what goes on, and how long it still does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from contests.models import ContestPage
from contests.stages import Span, Stage
from portal.dates import NBSP
from portal.typography import plural

GOES_ON = {
    Stage.SOON: "Скоро",
    Stage.ENTRIES: "Идёт приём работ",
    Stage.REVIEW: "Проверяем работы",
    Stage.VOTING: "Идёт голосование",
    Stage.JURY: "Судит жюри",
    Stage.RESULTS: "Подводим итоги",
}
# What the days that are left are for.
LEFT_FOR = {
    Stage.SOON: "до начала приёма работ",
    Stage.ENTRIES: "чтобы прислать работу",
    Stage.REVIEW: "кадры проверяют работы",
    Stage.VOTING: "чтобы отдать голос",
    Stage.JURY: "до итогов",
}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Left:
    """How long the stage still lasts: «10 дней, чтобы отдать голос»; on the last day in hours, then in minutes."""

    number: int
    unit: str
    purpose: str
    until: datetime


def goes_on(contest: ContestPage) -> str:
    """What happens now: «Идёт голосование»."""
    return "Итоги" if contest.outcome_known else GOES_ON[contest.stage]


def left(contest: ContestPage, now: datetime | None = None) -> Left | None:
    """None when nothing is left: the results are due or known."""
    now = now or timezone.now()
    until = next((span.begins for span in contest.spans if span.begins > now), None)
    if until is None:
        return None
    number, unit = counted_down(until - now)
    return Left(number, unit, LEFT_FOR[contest.stage], until)


def counted_down(rest: timedelta) -> tuple[int, str]:
    """Whole days, and less than two of them in hours, less than two hours in minutes; never nothing."""
    for size, most, forms in (
        (DAY, timedelta(days=2), "день,дня,дней"),
        (timedelta(hours=1), timedelta(hours=2), "час,часа,часов"),
    ):
        if rest >= most:
            return rest // size, plural(rest // size, forms)
    minutes = max(rest // timedelta(minutes=1), 1)
    return minutes, plural(minutes, "минута,минуты,минут")


def steps(contest: ContestPage, now: datetime | None = None) -> list[dict[str, str]]:
    """For `portal/components/pipe.html`."""
    now = now or timezone.now()
    return [_step(span, now, done=contest.outcome_known) for span in contest.spans]


def _step(span: Span, now: datetime, *, done: bool) -> dict[str, str]:
    step = {"title": span.stage.label, "note": days(span), "state": ""}
    if span.begins > now:
        return step
    if (span.ends and span.ends <= now) or (done and span.ends is None):
        return step | {"state": "past"}
    return step | {"state": "now", "at": f"{_part(span, now):.0f}%"}


def _part(span: Span, now: datetime) -> float:
    """How much of the stage is over, in per cent; the last one has no length."""
    return 100 * ((now - span.begins) / (span.ends - span.begins)) if span.ends else 0


def days(span: Span) -> str:
    """«1–20 февраля», «21 февраля — 6 марта», «с 13 марта, 11:00»: a stage that ends at midnight ended the day before."""
    first = timezone.localtime(span.begins)
    if span.ends is None:
        return date_format(first, "j E, G:i").replace(" ", NBSP)
    last = timezone.localtime(span.ends - timedelta(seconds=1))
    if first.date() == last.date():
        return date_format(first, "j E").replace(" ", NBSP)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day}{NBSP}{date_format(last, 'E')}"
    return f"{date_format(first, 'j E')} — {date_format(last, 'j E')}"
