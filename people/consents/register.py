"""HR's register of consents: seen, exported, entered from paper, withdrawn on a written request."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import audit
from people.consents import erasure, giving, person_data
from people.consents.filters import RegisterFilter
from people.consents.forms import EraseForm, PaperForm
from people.models import Consent, Employee, Erasure
from portal import tables
from portal.sending import send

PER_PAGE = 50
MOST_ROWS = 50_000
HEADING = ("Табельный номер", "Сотрудник", "На что", "Редакция", "Как дано", "Дано", "Подписано", "Отозвано")
MAY_KEEP = permission_required("people.change_consent", raise_exception=True)


@MAY_KEEP
def register(request: HttpRequest) -> HttpResponse:
    """All consents, those that stand and those withdrawn, the newest first."""
    chosen = RegisterFilter(request.GET)
    page = Paginator(_found(chosen), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/consents/register.html", {"filter": chosen, "page": page, "query": chosen.query()})


@never_cache
@MAY_KEEP
def exported(request: HttpRequest, form: str) -> HttpResponse:
    """The rows of the filter as CSV or XLSX."""
    rows = map(_row, _found(RegisterFilter(request.GET))[:MOST_ROWS].iterator(2000))
    audit.record("consents-exported", form=form)
    if form == "csv":
        answer = StreamingHttpResponse(tables.csv_lines(HEADING, rows), content_type=tables.CSV)
    else:
        answer = HttpResponse(tables.xlsx("Согласия", HEADING, rows), content_type=tables.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="consents-{timezone.localdate():%Y-%m-%d}.{form}"'
    return answer


@MAY_KEEP
def paper(request: HttpRequest) -> HttpResponse:
    """A signed paper with its date and scan; every purpose on it becomes a consent."""
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _enter(form.cleaned_data, request)
        return redirect("consents")
    return render(request, "people/consents/paper.html", {"form": form})


@MAY_KEEP
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """On the written request of the person."""
    consent = get_object_or_404(Consent.objects.select_related("employee"), pk=pk)
    giving.withdraw(consent.employee, consent.purpose, by=request.user)
    messages.success(request, f"Отозвано: {consent}. На портале этого больше нет.")
    return redirect("consents")


@never_cache
@MAY_KEEP
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper itself, as a download."""
    consent = get_object_or_404(Consent.objects.exclude(scan=""), pk=pk)
    audit.record("consent-scan-opened", consent=consent.pk)
    answer = send(request, consent.scan.name, "application/octet-stream", is_public=False)
    answer["Content-Disposition"] = (
        f'attachment; filename="consent-{consent.pk}.{consent.scan.name.rpartition(".")[2]}"'
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@MAY_KEEP
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The consents of one person, all that is known of him or her, and the erasure of it."""
    found = get_object_or_404(Employee, pk=pk)
    form = EraseForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        act = erasure.erase(found, by=request.user, reason=form.cleaned_data["reason"])
        return redirect("erasure_act", act.pk)
    consents = found.consents.select_related("text").order_by("purpose", "-given_at")
    return render(request, "people/consents/person.html", {"person": found, "consents": consents, "form": form})


@never_cache
@MAY_KEEP
def everything(request: HttpRequest, pk: int) -> HttpResponse:
    """All that the portal knows of one person, as a ZIP."""
    found = get_object_or_404(Employee, pk=pk)
    audit.record("person-exported", employee=found.number)
    answer = HttpResponse(person_data.archive(found), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="person-{found.pk}.zip"'
    return answer


@MAY_KEEP
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """The act of an erasure, to be printed."""
    return render(request, "people/consents/act.html", {"act": get_object_or_404(Erasure, pk=pk)})


def _found(chosen: RegisterFilter) -> QuerySet[Consent]:
    if not chosen.is_valid():
        raise Http404
    return chosen.narrowed(Consent.objects.select_related("employee", "text")).order_by("-given_at", "-pk")


def _enter(given: dict, request: HttpRequest) -> None:
    for purpose in given["purposes"]:
        given["scan"].seek(0)
        paper = {"signed_on": given["signed_on"], "scan": given["scan"]}
        giving.give(given["employee"], purpose, by=request.user, source=Consent.Source.PAPER, **paper)
    messages.success(request, f"Записано: {given['employee']}, согласий {len(given['purposes'])}.")


def _row(consent: Consent) -> tuple[str, ...]:
    days = (consent.given_at, consent.signed_on, consent.withdrawn_at)
    told = [day.strftime("%d.%m.%Y") if day else "" for day in days]
    number = str(consent.text.number) if consent.text else ""
    who = (consent.employee.number, str(consent.employee))
    return (*who, consent.get_purpose_display(), number, consent.get_source_display(), *told)
