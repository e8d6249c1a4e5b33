"""HR changes shifts: what moves or is cancelled is told to those who have places; counters are never written here."""

from __future__ import annotations

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import audit
from contests.campaigns import waiting
from contests.models import CampaignPage, Enrolment, Shift
from engagement import notices
from people.models import Employee

MOVED = "«{}»: смена теперь {}{}."
CANCELLED = "«{}»: смены не будет — {}{}."


def page_published(instance: CampaignPage, **kwargs) -> None:
    """Receiver: whatever way a page was published, there is something to join."""
    follow_page(instance)


@transaction.atomic
def follow_page(campaign: CampaignPage) -> None:
    """A campaign without shifts has one that lasts as long as it does."""
    whole = campaign.shifts.filter(whole=True).first()
    if whole is None and not campaign.shifts.exists():
        Shift.objects.create(campaign=campaign, whole=True, begins=campaign.starts_at, ends=campaign.ends_at)
    elif whole and (whole.begins, whole.ends) != (campaign.starts_at, campaign.ends_at):
        whole.begins, whole.ends = campaign.starts_at, campaign.ends_at
        change(whole, moved=True, reason="")


@transaction.atomic
def add(shift: Shift) -> None:
    """The first shift of one's own takes the place of the whole one, unless somebody is in it."""
    shift.save()
    shift.campaign.shifts.filter(whole=True, taken=0, waiting=None).delete()
    audit.record("campaign-shift-added", campaign=shift.campaign_id, shift=shift.pk)


@transaction.atomic
def change(shift: Shift, *, moved: bool, reason: str) -> None:
    """Writes everything but `taken`; `moved` says that people must hear of it."""
    shift.save(update_fields=["title", "where", "begins", "ends", "capacity"])
    audit.record("campaign-shift-changed", campaign=shift.campaign_id, shift=shift.pk)
    if moved:
        text = MOVED.format(shift.campaign.title, _when_and_where(shift), _why(reason))
        key = f"campaign:{shift.campaign_id}:moved:{shift.pk}:{timezone.now():%Y%m%dT%H%M%S}"
        notices.tell(people_of(shift), text, shift.campaign.url, key=key, letter=True)
    waiting.tell(shift)


@transaction.atomic
def cancel(shift: Shift, reason: str) -> int:
    """The shift goes, with what was taken in it; whoever had a place or waited is told. Answers how many."""
    people = people_of(shift) | set(shift.waiting.values_list("employee", flat=True))
    text = CANCELLED.format(shift.campaign.title, shift, _why(reason))
    notices.tell(
        people, text, shift.campaign.url, key=f"campaign:{shift.campaign_id}:cancelled:{shift.pk}", letter=True
    )
    audit.record("campaign-shift-cancelled", campaign=shift.campaign_id, shift=shift.pk, people=len(people))
    shift.delete()
    return len(people)


def people_of(shift: Shift) -> set[int]:
    return set(Enrolment.objects.filter(shift=shift).values_list("employee", flat=True))


def locked(campaign_pk: int, pk: int) -> Shift:
    """The shift, held until this transaction is over; its people first, as whoever takes a place does."""
    people = Employee.objects.select_for_update(no_key=True).filter(enrolments__shift=pk)
    list(people.order_by("pk").values_list("pk"))
    rows = Shift.objects.select_for_update(of=("self",)).select_related("campaign")
    return get_object_or_404(rows, campaign=campaign_pk, pk=pk)


def twice_at_once(shift: Shift, begins, ends) -> int:
    """How many of this shift would be in another one too, if it took this span."""
    others = Shift.objects.overlapping(begins, ends).filter(campaign=shift.campaign_id).exclude(pk=shift.pk)
    people = Enrolment.objects.filter(shift=shift).values("employee")
    return Enrolment.objects.filter(shift__in=others, employee__in=people).values("employee").distinct().count()


def _when_and_where(shift: Shift) -> str:
    return f"{shift}, {shift.where}" if shift.where else str(shift)


def _why(reason: str) -> str:
    return f": {reason.rstrip('.')}" if reason else ""
