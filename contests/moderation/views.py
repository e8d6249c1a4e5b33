"""«Проверка работ»: the queue of a contest, the oldest first, large pictures, a word on each or on many at once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contests.entering.intake import may_change
from contests.models import ContestPage, Work
from contests.models.work import REASON_LENGTH
from contests.moderation import judging, queue
from contests.moderation.judging import NotDecidedError, Seen
from contests.rights import may_run
from portal.typography import plural

State = Work.State
PER_PAGE = 12
SHOWN = {
    State.SUBMITTED: "Ждут",
    State.RETURNED: "Возвращены",
    State.ACCEPTED: "Приняты",
    State.REJECTED: "Отклонены",
}
WORDS = {"accept": State.ACCEPTED, "return": State.RETURNED, "reject": State.REJECTED}
DONE = {
    State.ACCEPTED: "Работа № {} принята. Автор узнает.",
    State.RETURNED: "Работа № {} возвращена, автор увидит причину.",
    State.REJECTED: "Работа № {} отклонена, автор увидит причину.",
}


class ReasonForm(forms.Form):
    """The author reads these words."""

    reason = forms.CharField(
        label="Почему",
        max_length=REASON_LENGTH,
        error_messages={"required": "Напишите, что поправить или почему нет: автор это прочтёт."},
    )


@may_run
@require_safe
def works(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(ContestPage, pk=pk))


@may_run
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The contest whose works wait longest."""
    oldest = Work.objects.waiting().first()
    return redirect("contests_moderation", oldest.contest_id) if oldest else redirect("contests_desk")


@may_run
@require_POST
def accept_many(request: HttpRequest, pk: int) -> HttpResponse:
    """All that are ticked; those that are not what was seen any more are told one by one."""
    contest = get_object_or_404(ContestPage, pk=pk)
    done, chosen = 0, [seen for seen in map(_seen, request.POST.getlist("work")[:PER_PAGE]) if seen]
    for seen in chosen:
        done += _decided(request, contest, seen, State.ACCEPTED)
    if done:
        messages.success(request, f"Принято: {done} {plural(done, 'работа,работы,работ')}.")
    if not chosen:
        messages.warning(request, "Ничего не отмечено.")
    return redirect("contests_moderation", contest.pk)


@may_run
@require_POST
def decide(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """One word on one work."""
    contest, seen, state = get_object_or_404(ContestPage, pk=pk), _seen(request.POST.get("work", "")), WORDS[word]
    form = ReasonForm(request.POST)
    if seen and state != State.ACCEPTED and not form.is_valid():
        refused = {"pk": seen.pk, "errors": form.errors["reason"], "typed": request.POST.get("reason", "")}
        return _page(request, contest, refused)
    reason = form.cleaned_data["reason"] if state != State.ACCEPTED and seen else ""
    if seen and _decided(request, contest, seen, state, reason):
        messages.success(request, DONE[state].format(Work.objects.values_list("number", flat=True).get(pk=seen.pk)))
    return redirect("contests_moderation", contest.pk)


def _decided(request: HttpRequest, contest: ContestPage, seen: Seen, state: str, reason: str = "") -> bool:
    if not Work.objects.filter(contest=contest, pk=seen.pk).exists():
        return False
    try:
        judging.decide(seen, state, request.user, reason)
    except NotDecidedError as error:
        messages.warning(request, str(error))
        return False
    return True


def _seen(posted: str) -> Seen | None:
    """`<pk>:<version>`, as the page wrote it."""
    pk, _, version = posted.partition(":")
    if not (pk.isdecimal() and version.isdecimal() and len(posted) < 30):
        return None
    return Seen(int(pk), int(version))


def _page(request: HttpRequest, contest: ContestPage, refused: dict | None = None) -> HttpResponse:
    state = request.GET.get("state", State.SUBMITTED)
    state = state if state in SHOWN else State.SUBMITTED
    page = Paginator(queue.works_in(contest, state), PER_PAGE).get_page(request.GET.get("p"))
    counted = dict(contest.works.order_by().values_list("state").annotate(Count("pk")))
    found = queue.rows(page, list(contest.fields.all()))
    returnable = Work(contest=contest, state=State.RETURNED)
    context = {
        "contest": contest,
        "page": page,
        "rows": found,
        "state": state,
        "kinds": [(kind, label, counted.get(kind, 0)) for kind, label in SHOWN.items()],
        "may_return": may_change(returnable, timezone.now()),
        "longest": max((row.days for row in found), default=0) if state == State.SUBMITTED else 0,
        "long": queue.LONG,
        "refused": refused or {},
    }
    return render(request, "contests/moderation/works.html", context, status=422 if refused else 200)
