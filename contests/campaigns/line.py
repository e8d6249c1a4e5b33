"""A campaign on its line: запись, сама акция, итоги; and how long there still is to do what."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from contests.campaigns.phases import Phase
from contests.line import Left, counted_down, days
from contests.models import CampaignPage
from contests.plainly import Deed
from contests.stages import Span, Stage
from portal.dates import NBSP

LEFT_FOR = {
    Phase.SOON: "до начала записи",
    Phase.SIGNUP: "чтобы записаться",
    Phase.CLOSED: "до начала",
    Phase.RUNS: "идёт акция",
}


def left(campaign: CampaignPage) -> Left | None:
    """How long the phase still lasts; None when all is over."""
    now, phase = timezone.now(), campaign.phase
    ends = {
        Phase.SOON: campaign.signup_from,
        Phase.SIGNUP: min(campaign.signup_until, campaign.starts_at),
        Phase.CLOSED: campaign.starts_at,
        Phase.RUNS: campaign.ends_at,
    }
    if phase is Phase.OVER:
        return None
    number, unit = counted_down(ends[phase] - now)
    purpose = "до начала" if phase is Phase.SIGNUP and campaign.signup_until > campaign.starts_at else LEFT_FOR[phase]
    return Left(number, unit, purpose, ends[phase])


def steps(campaign: CampaignPage) -> list[dict[str, str]]:
    """For `portal/components/pipe.html`: the valve stands at the last that has begun."""
    now = timezone.now()
    timed = [
        ("Запись", campaign.signup_from, campaign.signup_until),
        ("Акция", campaign.starts_at, campaign.ends_at),
    ]
    begun = sum(begins <= now for _, begins, _ in timed)
    shown = [_step(place, row, begun, now) for place, row in enumerate(timed, 1)]
    over = now >= campaign.ends_at
    last = {"title": "Итоги", "note": date_format(timezone.localtime(campaign.ends_at), "j E").replace(" ", NBSP)}
    return [*shown, last | ({"state": "now", "at": "0%"} if over else {"state": ""})]


def _step(place: int, row: tuple[str, datetime, datetime], begun: int, now: datetime) -> dict[str, str]:
    title, begins, ends = row
    step = {"title": title, "note": days(Span(Stage.SOON, begins, ends)), "state": ""}
    if place > begun:
        return step
    if place < begun or (place == 2 and now >= ends):
        return step | {"state": "past"}
    return step | {"state": "now", "at": f"{100 * min((now - begins) / (ends - begins), 1):.0f}%"}


def deed(campaign: CampaignPage) -> Deed | None:
    """The button of the moment."""
    if campaign.phase is Phase.OVER:
        return Deed("Посмотреть, как было", "#outcome")
    return Deed("Участвую", "#shifts") if campaign.takes_people else None
