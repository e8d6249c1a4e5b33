"""Results on the desk: what forbids them, how it was counted, the act of making them known, prizes."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.audit import record
from contests.models import Award, ContestPage, PaperRun, Work
from contests.papers.showing import shown
from contests.results import making_known, protocol
from contests.rights import may_run

NO_SUCH_WORK = "Среди принятых работ конкурса нет такого номера."


class PrizeForm(forms.Form):
    """A prize with a name of its own."""

    number = forms.IntegerField(label="Номер работы", min_value=1, max_value=10**8)
    title = forms.CharField(label="Приз", max_length=120, help_text="«Приз зрительских симпатий».")

    def __init__(self, *args, contest: ContestPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.contest = contest

    def clean_number(self) -> int:
        works = Work.objects.accepted().filter(contest=self.contest)
        self.work = works.filter(number=self.cleaned_data["number"]).first()
        if self.work is None:
            raise forms.ValidationError(NO_SUCH_WORK)
        return self.cleaned_data["number"]

    def save(self) -> Award:
        return Award.objects.create(
            nomination_id=self.work.nomination_id, work=self.work, title=self.cleaned_data["title"]
        )


@may_run
def results(request: HttpRequest, pk: int, form: PrizeForm | None = None) -> HttpResponse:
    """The count is shown once nothing forbids to make it known: until then it is nobody's business."""
    contest = _contest(pk)
    readiness = making_known.readiness(contest)
    context = {
        "contest": contest,
        "readiness": readiness,
        "count": protocol.count(contest) if contest.outcome_known or not readiness.obstacles else [],
        "prizes": Award.objects.filter(nomination__contest=contest, place=None).select_related("work"),
        "paper": shown(contest, PaperRun.Kind.PROTOCOL) if contest.outcome_known else None,
        "form": form or PrizeForm(contest=contest),
    }
    return render(request, "contests/results/desk.html", context, status=422 if form else 200)


@may_run
@require_POST
def make_known(request: HttpRequest, pk: int) -> HttpResponse:
    contest = _contest(pk)
    try:
        making_known.make_known(contest, request.user)
    except making_known.NotReadyError as error:
        messages.warning(request, str(error))
    else:
        record("contest-results-known", contest=contest.pk)
        messages.success(request, "Итоги объявлены: победители на странице конкурса, участникам сказано.")
    return redirect("contests_results", pk)


@may_run
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    contest = _contest(pk)
    try:
        making_known.take_back(contest, request.user)
    except making_known.NotReadyError as error:
        messages.warning(request, str(error))
    else:
        record("contest-results-taken-back", contest=contest.pk)
        messages.success(request, "Итоги отозваны. Исправьте, что нужно, и объявите снова.")
    return redirect("contests_results", pk)


@may_run
@require_POST
def give_prize(request: HttpRequest, pk: int) -> HttpResponse:
    form = PrizeForm(request.POST, contest=_contest(pk))
    if not form.is_valid():
        return results(request, pk, form)
    messages.success(request, f"Работа № {form.save().work.number}: «{form.cleaned_data['title']}».")
    return redirect("contests_results", pk)


@may_run
@require_POST
def drop_prize(request: HttpRequest, pk: int, award: int) -> HttpResponse:
    found = get_object_or_404(Award, pk=award, nomination__contest=pk, place=None)
    try:
        with transaction.atomic():
            found.delete()
    except ProtectedError:
        messages.warning(request, making_known.DIPLOMAS)
    return redirect("contests_results", pk)


def _contest(pk: int) -> ContestPage:
    return get_object_or_404(ContestPage.objects.select_related("outcome"), pk=pk)
