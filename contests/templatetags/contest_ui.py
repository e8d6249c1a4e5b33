"""What templates of contests draw on every page: the line of stages, and the tabs on the desk."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django import template
from django.urls import reverse

from contests import line, wording
from contests.campaigns import wording as campaign_wording
from contests.desk.tabs import TABS
from contests.models import CampaignPage, ContestPage, Shift, WorkFile
from portal.dates import NBSP

register = template.Library()


@register.inclusion_tag("portal/components/pipe.html")
def contest_line(contest: ContestPage) -> dict[str, object]:
    """The stages as a pipe, the valve at now."""
    return {"steps": line.steps(contest), "label": "Этапы"}


@register.inclusion_tag("contests/desk/line.html")
def desk_line(contest: ContestPage) -> dict[str, object]:
    """The same in the CMS."""
    return {"steps": line.steps(contest)}


@register.inclusion_tag("contests/desk/tabs.html", takes_context=True)
def desk_tabs(context: template.Context, contest: ContestPage) -> dict[str, object]:
    """The tabs of one contest; the present one by the name of the address."""
    here = context["request"].resolver_match.url_name
    return {"tabs": [(tab.label, reverse(tab.url_name, args=[contest.pk]), tab.url_name == here) for tab in TABS]}


@register.inclusion_tag("contests/desk/tabs.html", takes_context=True)
def campaign_tabs(context: template.Context, campaign: CampaignPage) -> dict[str, object]:
    """The two tabs of a campaign on its desk."""
    here = context["request"].resolver_match.url_name
    tabs = (("Смены", "campaign_desk"), ("Результаты", "campaign_brought"))
    return {"tabs": [(label, reverse(name, args=[campaign.pk]), name == here) for label, name in tabs]}


@register.filter
def goes_on(contest: ContestPage) -> str:
    """«Идёт голосование»."""
    return line.goes_on(contest)


@register.filter
def left(contest: ContestPage) -> line.Left | None:
    """How long the present stage still lasts."""
    return line.left(contest)


@register.filter
def spoken(moment: datetime) -> str:
    """«6 марта, 18:00»."""
    return wording.moment(moment)


@register.filter
def file_url(file: WorkFile) -> str:
    """The address that serves a document or a film of a work."""
    return reverse("contests:work_file", args=[file.pk])


@register.filter
def shift_hours(shift: Shift) -> str:
    """«Суббота, 17 октября, 9:00–12:00»."""
    return campaign_wording.capital(campaign_wording.span(shift.begins, shift.ends))


@register.filter
def campaign_hours(campaign: CampaignPage) -> str:
    """The same of a whole campaign."""
    return campaign_wording.capital(campaign_wording.span(campaign.starts_at, campaign.ends_at))


@register.filter
def amount(number: Decimal) -> str:
    """«12,4», «0,07», «1 204»."""
    return campaign_wording.amount(number)


@register.filter
def goal_said(outcome, campaign: CampaignPage) -> str:
    """«62 % от цели: 20 тонн макулатуры»."""
    return f"{outcome.filled}{NBSP}% цели: {campaign_wording.amount(campaign.goal)} {campaign.unit}"


@register.filter
def enrolment_note(enrolment) -> str:
    """«Слесарь, Тихорецк, команда «Сварные», 4 места»."""
    team = f"команда «{enrolment.team_name}»" if enrolment.team_name else ""
    seats = campaign_wording.counted(enrolment.seats, campaign_wording.PLACES) if enrolment.seats > 1 else ""
    return ", ".join(filter(None, [enrolment.employee.what, team, seats]))
