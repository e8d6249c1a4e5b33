"""What campaigns keep of a person, and how it goes."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from contests.campaigns import waiting
from contests.models import Enrolment, Shift, Waiting
from people.consents import dossier, erasure
from people.models import Employee


@erasure.register
def erase(employee: Employee) -> list[str]:
    """Places to come become free. Of what is over the count of people stays, the name goes."""
    coming = Enrolment.objects.filter(employee=employee, shift__begins__gt=timezone.now())
    freed = list(coming.select_related("shift"))
    for row in freed:
        Shift.objects.filter(pk=row.shift_id).update(taken=F("taken") - row.seats)
    gone = Enrolment.objects.filter(employee=employee).delete()[0]
    gone += Waiting.objects.filter(employee=employee).delete()[0]
    for row in freed:
        waiting.tell(row.shift)
    return [f"участие в акциях: {gone}"] if gone else []


def told(employee: Employee) -> dict[str, object]:
    """For the dossier."""
    joined = Enrolment.objects.filter(employee=employee).select_related("shift__campaign")
    waits = Waiting.objects.filter(employee=employee).select_related("shift__campaign")
    return {
        "записан": [
            {"акция": row.shift.campaign.title, "смена": str(row.shift), "команда": row.team_name, "когда": row.at}
            for row in joined
        ],
        "ждёт места": [{"акция": row.shift.campaign.title, "смена": str(row.shift)} for row in waits],
    }


dossier.register("Акции", told)
