"""The jury on HR's desk: progress, reminders, conflicts declared. Never points: they are nobody's before the results."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST
from wagtail import hooks

from contests.judging import reminding, seats
from contests.judging.progress import progress
from contests.models import ContestPage, Nomination, Review
from contests.rights import may_run
from portal.typography import plural

CONFLICTS_SHOWN = 100
CLOSED = "Напомнить можно, пока жюри судит."
NOBODY = "Никому не отправлено: сегодня уже напоминали или всё сдано."


@may_run
def jury(request: HttpRequest, pk: int) -> HttpResponse:
    contest = get_object_or_404(ContestPage, pk=pk)
    nominations = list(contest.nominations.all())
    members = progress(contest, nominations)
    abstained = Review.objects.filter(member__contest=contest, abstained=True)
    context = {
        "contest": contest,
        "open": seats.is_open(contest),
        "nominations": nominations,
        "members": members,
        "unjudged": _unjudged(nominations, members) if contest.has_jury else [],
        "anybody": any(each.left and not each.hindrance for each in members),
        "conflicts": abstained.select_related("member__employee", "work").order_by("-handed_in_at")[:CONFLICTS_SHOWN],
    }
    return render(request, "contests/judging/desk.html", context)


def _unjudged(nominations: list[Nomination], members: list) -> list[Nomination]:
    """Those that nobody judges who can."""
    able = [each for each in members if not each.hindrance]
    return [nomination for n, nomination in enumerate(nominations) if not any(each.cells[n] for each in able)]


@may_run
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """One member, or all with something left."""
    contest = get_object_or_404(ContestPage, pk=pk)
    if not seats.is_open(contest):
        messages.warning(request, CLOSED)
        return redirect("contests_jury", pk)
    asked = request.POST.get("member", "")
    members = [each for each in reminding.unfinished(contest) if not asked or str(each.seat.pk) == asked]
    told = reminding.remind_now(contest, members)
    if told:
        messages.success(request, f"Напомнили: {told} {plural(told, 'человек,человека,человек')}.")
    else:
        messages.info(request, NOBODY)
    return redirect("contests_jury", pk)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("contests/<int:pk>/jury/", jury, name="contests_jury"),
        path("contests/<int:pk>/jury/remind/", remind, name="contests_jury_remind"),
    ]
