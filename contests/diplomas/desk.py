"""Diplomas on the desk: what was given, the list of names as they will be printed, revoking."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.audit import record
from contests.diplomas import issuing
from contests.diplomas.recipients import AT_ONCE, Recipient, waiting
from contests.models import ContestPage, Diploma, DiplomaTemplate, PaperRun
from contests.models.diploma import LONGEST_NAME
from contests.papers import runs
from contests.papers.showing import shown
from contests.rights import may_run
from portal.typography import plural

ON_A_PAGE = 100
NO_RESULTS = "Дипломы выдают после того, как итоги объявлены."


class NamesForm(forms.Form):
    """The names as they will be printed; an empty one gets no paper now."""

    def __init__(self, waiting_for: list[tuple[Recipient, str]], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting_for = waiting_for
        for recipient, name in waiting_for:
            self.fields[recipient.key] = forms.CharField(
                label=recipient.named.nominative, initial=name, max_length=LONGEST_NAME, required=False
            )

    def rows(self) -> list[tuple[Recipient, forms.BoundField]]:
        return [(recipient, self[recipient.key]) for recipient, _ in self.waiting_for]

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.values()) and not self.errors:
            raise forms.ValidationError("Не осталось ни одного имени.")
        return cleaned

    def chosen(self) -> list[tuple[Recipient, str]]:
        names = ((recipient, self.cleaned_data[recipient.key]) for recipient, _ in self.waiting_for)
        return [(recipient, name) for recipient, name in names if name]


@may_run
def diplomas(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab."""
    contest = _contest(pk)
    given = Diploma.objects.filter(contest=contest).select_related("employee", "work").order_by("-year", "-running")
    context = {
        "contest": contest,
        "no_results": "" if contest.outcome_known else NO_RESULTS,
        "templates": DiplomaTemplate.objects.all(),
        "page": Paginator(given, ON_A_PAGE).get_page(request.GET.get("p")),
        "printable": given.printable().count(),
        "paper": shown(contest, PaperRun.Kind.DIPLOMAS),
    }
    return render(request, "contests/diplomas/desk.html", context)


@may_run
def names(request: HttpRequest, pk: int, template: int) -> HttpResponse:
    """Who gets one by this template and how the name is written; a POST gives them and begins the PDF."""
    contest, chosen = _contest(pk), get_object_or_404(DiplomaTemplate, pk=template)
    if not contest.outcome_known:
        messages.warning(request, NO_RESULTS)
        return redirect("contests_diplomas", pk)
    found = waiting(contest, chosen)
    form = NamesForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _issued(request, contest, issuing.issue(contest, chosen, form.chosen(), request.user))
    context = {"contest": contest, "template": chosen, "form": form, "full": len(found) == AT_ONCE}
    return render(request, "contests/diplomas/names.html", context, status=422 if form.errors else 200)


def _issued(request: HttpRequest, contest: ContestPage, made: list[Diploma]) -> HttpResponse:
    record("contest-diplomas-issued", contest=contest.pk, count=len(made))
    runs.ask(contest, PaperRun.Kind.DIPLOMAS, request.user)
    messages.success(request, f"Выдано: {plural(len(made), 'диплом,диплома,дипломов')}. Людям сказано, PDF готовится.")
    return redirect("contests_diplomas", contest.pk)


@may_run
@require_POST
def revoke(request: HttpRequest, pk: int, diploma: int) -> HttpResponse:
    found = get_object_or_404(Diploma, pk=diploma, contest=pk)
    if issuing.revoke(found):
        record("contest-diploma-revoked", diploma=found.number)
        messages.success(request, f"№ {found.number} отозван: страница по QR уже говорит об этом.")
    return redirect("contests_diplomas", pk)


def _contest(pk: int) -> ContestPage:
    return get_object_or_404(ContestPage.objects.select_related("outcome"), pk=pk)
