"""«Участвовал в акции» on profiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.utils import timezone

from contests.models import Enrolment
from portal.life import LifeEvent

KIND = "Акция"


def joined_by(employee_ids: Collection[int]) -> dict[int, list[LifeEvent]]:
    """Campaigns in which these people took part, each told once, its last shift; where that is no private matter."""
    rows = Enrolment.objects.filter(
        employee__in=set(employee_ids),
        shift__ends__lte=timezone.now(),
        shift__campaign__live=True,
        shift__campaign__shows_people=True,
    )
    last = {}
    for row in rows.select_related("shift__campaign").order_by("shift__ends", "pk"):
        last[row.employee_id, row.shift.campaign_id] = row
    life = defaultdict(list)
    for (employee_id, _), row in last.items():
        life[employee_id].append(_event(row))
    return dict(life)


def _event(row: Enrolment) -> LifeEvent:
    campaign = row.shift.campaign
    return LifeEvent(
        when=timezone.localdate(row.shift.ends),
        kind=KIND,
        title=campaign.title,
        url=campaign.url,
        role=f"{KIND}: команда «{row.team_name}»" if row.team_name else f"{KIND}: участие",
    )
