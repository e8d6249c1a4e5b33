"""What the clock does for campaigns: new phases are shown, people are reminded, places of leavers become free."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contests.campaigns import places, waiting
from contests.models import CampaignPage, Enrolment, Shift, Waiting
from engagement import notices
from portal import pagecache
from portal.clock import PeriodicJob, periodic

MOMENTS = ("signup_from", "signup_until", "starts_at", "ends_at")
REMINDED_BEFORE = timedelta(days=1)
TOMORROW = "«{}»: ждём вас — {}{}. Планы изменились? Отмените запись, место займёт другой."
MOST_AT_ONCE = 500


@periodic("campaign-moments", every=timedelta(seconds=5))
def arrive() -> None:
    """Kept bodies become outdated once a moment of a campaign has passed since the last look."""
    seen = PeriodicJob.objects.filter(name="campaign-moments").values_list("last_run", flat=True).first()
    if passed_since(seen or timezone.now() - timedelta(minutes=5)):
        with transaction.atomic():
            pagecache.bump("pages")


def passed_since(moment: datetime) -> bool:
    now = timezone.now()
    passed = Q()
    for name in MOMENTS:
        passed |= Q(**{f"{name}__gt": moment, f"{name}__lte": now})
    return CampaignPage.objects.live().filter(passed).exists()


@periodic("campaign-reminders", every=timedelta(minutes=10))
def remind() -> None:
    """A day before, whoever did not join within this very day; once for each time a shift is set for."""
    now = timezone.now()
    soon = Shift.objects.filter(begins__gt=now, begins__lte=now + REMINDED_BEFORE, campaign__live=True)
    for shift in soon.select_related("campaign"):
        joined = Enrolment.objects.filter(shift=shift, at__lte=shift.begins - REMINDED_BEFORE)
        where = f", {shift.where or shift.campaign.where}"
        text = TOMORROW.format(shift.campaign.title, shift, where)
        key = f"campaign:{shift.campaign_id}:soon:{shift.pk}:{shift.begins:%Y%m%dT%H%M}"
        notices.tell(joined.values_list("employee", flat=True), text, shift.campaign.url, key=key)


@periodic("campaign-waiting", every=timedelta(minutes=10))
def tell_the_next() -> None:
    """A place that was told of and not taken is offered to the next; those who have left the company hold none."""
    release_leavers()
    waited = Waiting.objects.filter(told_at=None, shift__begins__gt=timezone.now()).values("shift")
    for shift in Shift.objects.filter(pk__in=waited)[:MOST_AT_ONCE]:
        with transaction.atomic():
            waiting.tell(shift)


def release_leavers() -> None:
    gone = Enrolment.objects.filter(shift__begins__gt=timezone.now(), employee__left_on__lt=timezone.localdate())
    for enrolment in gone.select_related("shift__campaign")[:MOST_AT_ONCE]:
        with transaction.atomic():
            places.release(enrolment.shift, enrolment)
