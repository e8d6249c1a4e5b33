"""Campaigns of the demo company: one that takes people, one that is over, with what it achieved. Loaded once."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from contests.models import CampaignPage, CampaignThanks, ContestIndexPage, Contribution, Enrolment, Shift, Waiting
from people.demo_keys import employee_pk
from people.models import Subdivision
from portal.demo import Demo, moment
from portal.publishing import publish_under

DATA = Path(__file__).parent.parent / "demo_data" / "campaigns.json"
MOMENTS = ("signup_from", "signup_until", "starts_at", "ends_at")


def load(demo: Demo) -> str:
    for told in json.loads(DATA.read_text(encoding="utf-8")):
        if not CampaignPage.objects.filter(slug=told["slug"]).exists():
            _filled(_campaign(demo, told), told)
    return f"{CampaignPage.objects.count()} campaigns with {Enrolment.objects.count()} people"


def _campaign(demo: Demo, told: dict) -> CampaignPage:
    page = CampaignPage(
        **{name: told[name] for name in ("title", "slug", "lead", "where", "for_whom", "unit")},
        **{name: _at(*when) for name, when in zip(MOMENTS, told["moments"], strict=True)},
        goal=Decimal(told["goal"]),
        cover=demo.picture(told["cover"]),
        organiser_id=employee_pk(told["organiser"]),
        body=[("text", told["text"])],
    )
    if "afterwards" in told:
        picture = {"picture": demo.picture(told["picture"]), "caption": "", "credit": "", "bleed": False}
        page.afterwards = [("text", told["afterwards"]), ("picture", picture)]
    return publish_under(ContestIndexPage.objects.get(), page, moment(told["published"]))


def _at(days: int, clock: str) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def _filled(campaign: CampaignPage, told: dict) -> None:
    for row in told["shifts"]:
        _people(_shift(campaign, row), row)
    roots = Subdivision.objects.filter(depth=1).order_by("path")
    for unit, amount in zip(roots, told.get("brought", ()), strict=False):
        Contribution.objects.create(campaign=campaign, subdivision=unit, amount=Decimal(amount), at=campaign.ends_at)
    if "brought" in told:
        CampaignThanks.objects.create(campaign=campaign, text="Спасибо, что были с нами!", at=campaign.ends_at)


def _shift(campaign: CampaignPage, row: dict) -> Shift:
    if "day" not in row:
        return campaign.shifts.get(whole=True)
    campaign.shifts.filter(whole=True).delete()
    begins, ends = (_at(row["day"], clock) for clock in row["hours"])
    return Shift.objects.create(
        campaign=campaign,
        title=row["title"],
        where=row["where"],
        begins=begins,
        ends=ends,
        capacity=row.get("capacity"),
    )


def _people(shift: Shift, row: dict) -> None:
    joined = [Enrolment(shift=shift, employee_id=employee_pk(key)) for key in row["people"]]
    captain, name, people, mates = row.get("team", (None, "", 0, ()))
    if captain:
        seats = people - len(mates)
        joined.append(Enrolment(shift=shift, employee_id=employee_pk(captain), seats=seats, team_name=name))
        joined += [Enrolment(shift=shift, employee_id=employee_pk(key), team_name=name) for key in mates]
    Enrolment.objects.bulk_create(joined)
    Shift.objects.filter(pk=shift.pk).update(taken=sum(each.seats for each in joined))
    Waiting.objects.bulk_create(Waiting(shift=shift, employee_id=employee_pk(key)) for key in row.get("waits", ()))
