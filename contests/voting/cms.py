"""The vote on the desk: whether it runs, how many took part once it is over, and signs of heaps. Never who chose what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from wagtail import hooks

from contests.models import ContestPage, VoteClosing
from contests.rights import may_run
from contests.stages import Stage
from contests.voting import signs


@may_run
def voting(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts are hidden until the close, for HR too; of a sign only the work is named while people vote."""
    contest = get_object_or_404(ContestPage, pk=pk)
    closing = VoteClosing.objects.filter(contest=contest).first()
    runs = contest.stage is Stage.VOTING
    found = closing.signs if closing else signs.heaps(contest) if runs else []
    context = {"contest": contest, "closing": closing, "runs": runs, "signs": found}
    return render(request, "contests/voting/desk.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("contests/<int:pk>/voting/", voting, name="contests_voting")]
