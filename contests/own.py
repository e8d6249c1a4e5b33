"""The personal place on the page of a contest: the works one has to do with there, and the way to the jury's desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from contests.models import JuryMember, Work
from contests.rights import employee_of
from contests.stages import Stage


def render(request: HttpRequest) -> str:
    """Two queries beside the person's; the contest is the one whose page this is."""
    me = employee_of(request.user)
    if me is None:
        return ""
    slug = request.path.rstrip("/").rpartition("/")[2]
    works = Work.objects.concerning(me.pk).filter(contest__slug=slug).exclude(state=Work.State.WITHDRAWN)
    seats = JuryMember.objects.filter(contest__slug=slug, employee=me)
    seat = seats.select_related("contest").first()
    judges = seat is not None and seat.contest.live and seat.contest.stage is Stage.JURY
    shown = {"works": works.order_by("pk")[:20], "judges": judges, "seat": seat}
    return render_to_string("contests/own.html", shown)
