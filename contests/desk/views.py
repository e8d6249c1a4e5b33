"""«Стол конкурсов»: which contests there are and what waits in them; the course of one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from contests.course import moves, shift
from contests.desk.forms import ShiftForm
from contests.models import ContestIndexPage, ContestPage, Work
from contests.rights import may_run

ON_A_PAGE = 30
State = Work.State


@may_run
def contests(request: HttpRequest) -> HttpResponse:
    """All contests, the latest results first, drafts among them."""
    section = ContestIndexPage.objects.first()
    page = Paginator(_counted(), ON_A_PAGE).get_page(request.GET.get("p"))
    may_add = section is not None and section.permissions_for_user(request.user).can_add_subpage()
    return render(request, "contests/desk/contests.html", {"page": page, "section": section, "may_add": may_add})


def _counted() -> QuerySet[ContestPage]:
    return (
        ContestPage.objects.select_related("outcome")
        .annotate(
            accepted=Count("works", filter=Q(works__state=State.ACCEPTED)),
            waiting=Count("works", filter=Q(works__state=State.SUBMITTED)),
        )
        .order_by("-results_from", "-pk")
    )


@may_run
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """The first tab: where the contest stands, and moving a stage."""
    contest = get_object_or_404(ContestPage, pk=pk)
    form = ShiftForm(contest, request.POST or None)
    if request.method == "POST" and contest.live and form.is_valid():
        shift(contest, **form.cleaned_data, user=request.user)
        messages.success(request, "Этап сдвинут, участникам и жюри сказано.")
        return redirect("contests_course", pk)
    shown = {"contest": contest, "form": form, "moves": moves(contest), "counts": _counts(contest)}
    return render(request, "contests/desk/course.html", shown, status=400 if form.errors else 200)


def _counts(contest: ContestPage) -> list[tuple[str, int]]:
    """How many works are in which state, drafts too; nothing of whose they are."""
    found = dict(contest.works.values_list("state").annotate(Count("pk")).order_by())
    return [(label, found[state]) for state, label in State.choices if state in found]
