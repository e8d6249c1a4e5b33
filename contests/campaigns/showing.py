"""What the page of a campaign shows, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.http import HttpRequest

from contests.campaigns import adding_up, line
from contests.campaigns.phases import Phase
from contests.models import CampaignPage, Enrolment, Shift, Waiting
from contests.rights import employee_of
from people.models import Employee
from people.reading import read

MOST_FACES = 24
MOST_SHIFTS = 60


@dataclass(frozen=True)
class Row:
    """A shift as one person sees it."""

    shift: Shift
    mine: Enrolment | None = None
    waits: bool = False

    @property
    def full(self) -> bool:
        return self.shift.free == 0

    @property
    def filled(self) -> int:
        """How much is taken, in per cent."""
        return 100 * self.shift.taken // self.shift.capacity if self.shift.capacity else 0


def context(request: HttpRequest, campaign: CampaignPage) -> dict[str, object]:
    over = campaign.phase is Phase.OVER
    faces = _faces(campaign) if request.user.is_authenticated else []
    wanted = [campaign.organiser_id, *faces]
    (body, afterwards), employees = read(
        campaign.audience, campaign.body, campaign.afterwards, people=wanted, covers=[campaign.cover]
    )
    personal = not campaign.shared_body
    return {
        "over": over,
        "deed": line.deed(campaign),
        "steps": line.steps(campaign),
        "left": line.left(campaign),
        "organiser": employees.get(campaign.organiser_id),
        "body": body,
        "afterwards": afterwards,
        "outcome": adding_up.outcome(campaign),
        "rows": rows(campaign, employee_of(request.user) if personal else None),
        "numbers": numbers(campaign),
        "faces": [employees[pk] for pk in faces if pk in employees],
        "personal": personal,
    }


def rows(campaign: CampaignPage, employee: Employee | None) -> list[Row]:
    """The shifts in their order, with what this person has to do with each."""
    shifts = list(Shift.objects.filter(campaign=campaign.pk)[:MOST_SHIFTS])
    if employee is None:
        return [Row(shift) for shift in shifts]
    held = {row.shift_id: row for row in Enrolment.objects.filter(shift__campaign=campaign.pk, employee=employee)}
    waits = set(
        Waiting.objects.filter(shift__campaign=campaign.pk, employee=employee).values_list("shift_id", flat=True)
    )
    return [Row(shift, held.get(shift.pk), shift.pk in waits) for shift in shifts]


def numbers(campaign: CampaignPage) -> dict[str, int]:
    """How many take part, and how many of them are named. A place is a person."""
    taken = Shift.objects.filter(campaign=campaign.pk).aggregate(taken=Sum("taken"), shifts=Count("pk"))
    return {"places": taken["taken"] or 0, "shifts": taken["shifts"]}


def _faces(campaign: CampaignPage) -> list[int]:
    """The last who joined, where taking part is no private matter."""
    if not campaign.shows_people:
        return []
    joined = Enrolment.objects.filter(shift__campaign=campaign.pk, employee__in=Employee.objects.working())
    return list(dict.fromkeys(joined.order_by("-pk").values_list("employee", flat=True)[: MOST_FACES * 2]))[:MOST_FACES]
