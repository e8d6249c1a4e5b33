"""One press, one vote. The work's number travels in the body, which no log keeps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from contests.models import ContestPage, Work
from contests.rights import employee_of
from contests.stages import Stage
from contests.voting import ballots, signs
from contests.voting.ballots import VoteRefusedError
from people.models import Employee

GIVEN = "Голос отдан работе № {}. Передумать можно до {}."
TAKEN = "Голос за работу № {} снова у вас. Отдать его можно до {}."
NOBODY = "Голосуют работающие сотрудники, а ваша учётная запись ни с кем из них не связана."


@require_POST
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Gives a vote or takes it back; refused with 409 and the reason."""
    contest = get_object_or_404(ContestPage.objects.live(), slug=slug)
    work = get_object_or_404(Work.objects.select_related("nomination"), contest=contest, number=_number(request))
    employee = employee_of(request.user)
    try:
        said = _vote(request, contest, work, employee)
    except VoteRefusedError as refused:
        return _answer(request, contest, work, employee, str(refused), 409)
    return _answer(request, contest, work, employee, said, 200)


def _vote(request: HttpRequest, contest: ContestPage, work: Work, employee: Employee | None) -> str:
    if employee is None:
        raise VoteRefusedError(NOBODY)
    before = ballots.chosen(contest, employee, [work.nomination_id])
    if request.POST.get("act") == "back":
        ballots.take_back(contest, work, employee)
        said = TAKEN
    else:
        ballots.give(contest, work, employee)
        said = GIVEN
    signs.note(request, contest, before, ballots.chosen(contest, employee, [work.nomination_id]))
    return said.format(work.number, until(contest))


def until(contest: ContestPage) -> str:
    """«6 марта, 18:00»: when the vote closes."""
    ends = next((span.ends for span in contest.spans if span.stage is Stage.VOTING), None)
    return date_format(timezone.localtime(ends), "j E, H:i") if ends else ""


def _answer(
    request, contest: ContestPage, work: Work, employee: Employee | None, said: str, status: int
) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        nominations = [work.nomination_id] if employee and contest.stage is Stage.VOTING else []
        chosen = ballots.chosen(contest, employee, nominations) if nominations else set()
        return JsonResponse({"said": said, "nomination": work.nomination_id, "chosen": sorted(chosen)}, status=status)
    (messages.success if status == 200 else messages.warning)(request, said)
    return redirect(f"{contest.url}#work-{work.number}")


def _number(request: HttpRequest) -> int:
    given = request.POST.get("work", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0
