"""Diplomas in the life of a person, with the page that confirms them. A child's is not told under the parent's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.utils import timezone

from contests.models import Diploma, Work
from portal.life import LifeEvent

KIND = "Диплом"


def diplomas_of(employee_ids: Collection[int]) -> dict[int, list[LifeEvent]]:
    """Those that stand, of contests whose results are known; one query."""
    found = Diploma.objects.standing().filter(employee__in=employee_ids, contest__outcome__isnull=False)
    life = defaultdict(list)
    for diploma in found.exclude(work__kind=Work.Kind.FAMILY).select_related("contest").numbered():
        life[diploma.employee_id].append(_event(diploma))
    return dict(life)


def _event(diploma: Diploma) -> LifeEvent:
    return LifeEvent(
        when=timezone.localdate(diploma.issued_at),
        kind=KIND,
        title=f"{diploma.heading} № {diploma.number}",
        url=diploma.get_absolute_url(),
        role=diploma.heading,
        note=diploma.contest.title,
    )
