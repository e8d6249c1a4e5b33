"""How long notices are kept, and how they go with the person."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from engagement.models import LetterRefusal, Notice
from people.consents import dossier, erasure
from people.models import Employee
from portal.clock import periodic

READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)


@periodic("forget-notices", every=timedelta(days=1))
def forget_old() -> None:
    """Nobody looks for what was read a season ago or never opened in a year."""
    now = timezone.now()
    Notice.objects.filter(read_at__lt=now - READ_KEPT).delete()
    Notice.objects.filter(read_at=None, at__lt=now - UNREAD_KEPT).delete()


@erasure.register
def erase(employee: Employee) -> list[str]:
    """What the person was told, and how."""
    LetterRefusal.objects.filter(employee=employee).delete()
    gone = employee.notices.all().delete()[0]
    return [f"уведомления: {gone}"] if gone else []


def told(employee: Employee) -> dict[str, object]:
    """For the dossier."""
    shown = employee.notices.newest_first().values("at", "text", "url", "read_at")
    return {"писем не нужно": hasattr(employee, "letter_refusal"), "что сказано": list(shown)}


dossier.register("Уведомления", told)
