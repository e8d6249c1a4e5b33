"""Who judges which works, and when."""

from __future__ import annotations

from django.db.models import QuerySet

from contests.models import ContestPage, JuryMember, Work
from contests.rights import employee_of
from contests.stages import Stage


def seat_of(user, contest: ContestPage) -> JuryMember | None:
    """This person's seat in the jury of this contest; whoever has left the company has none any more."""
    employee = employee_of(user)
    return JuryMember.objects.filter(contest=contest.pk, employee=employee).first() if employee else None


def works_of(seat: JuryMember) -> QuerySet[Work]:
    """The accepted works of the nominations this member judges, his or her own among them."""
    works = Work.objects.accepted().filter(contest=seat.contest_id)
    chosen = list(seat.nominations.values_list("pk", flat=True))
    return works.filter(nomination__in=chosen) if chosen else works


def own_works(seat: JuryMember) -> set[int]:
    """Those this member has made, alone, in a team or as the parent: others judge them."""
    return set(Work.objects.made_by(seat.employee_id).filter(contest=seat.contest_id).values_list("pk", flat=True))


def is_open(contest: ContestPage) -> bool:
    """From the first instant of the jury's stage until the hour of results."""
    return contest.live and contest.stage is Stage.JURY


def is_over(contest: ContestPage) -> bool:
    return contest.stage is Stage.RESULTS
