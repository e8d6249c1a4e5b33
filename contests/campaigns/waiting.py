"""«Сообщить, если место освободится»: who waits is told in turn, and holds nothing."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from contests.models import Shift, Waiting
from engagement import notices
from people.models import Employee

# After so long without an answer the next one is told too.
PATIENCE = timedelta(hours=3)
FREED = "«{}»: освободилось место — {}. Его займёт тот, кто успеет первым."


def wait(shift: Shift, employee: Employee) -> None:
    Waiting.objects.get_or_create(shift=shift, employee=employee)
    tell(shift)


def stop(shift: Shift, employee: Employee) -> None:
    Waiting.objects.filter(shift=shift, employee=employee).delete()


def tell(shift: Shift) -> None:
    """Tells as many of those who wait as there are places nobody has been told of lately."""
    shift = Shift.objects.select_related("campaign").get(pk=shift.pk)
    if not shift.free or shift.has_begun or not shift.campaign.takes_people:
        return
    now = timezone.now()
    answering = Waiting.objects.filter(shift=shift, told_at__gt=now - PATIENCE).count()
    due = list(Waiting.objects.filter(shift=shift, told_at=None)[: max(shift.free - answering, 0)])
    Waiting.objects.filter(pk__in=[row.pk for row in due]).update(told_at=now)
    text = FREED.format(shift.campaign.title, shift)
    notices.tell([row.employee_id for row in due], text, shift.campaign.url, key=_key(shift), letter=True)


def forget_what_was_told_if_full(shift: Shift) -> None:
    """The place that was told of is gone: the notice too, and the next place is told of anew."""
    told = Waiting.objects.filter(shift=shift).exclude(told_at=None)
    if Shift.objects.with_places().filter(pk=shift.pk).exists() or not told.exists():
        return
    notices.withdraw(_key(shift))
    told.update(told_at=None)


def _key(shift: Shift) -> str:
    return f"campaign:{shift.campaign_id}:free:{shift.pk}"
