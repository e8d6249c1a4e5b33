"""One's own consents: each purpose in plain words, given or withdrawn with one click."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.consents import deciding
from people.consents.texts import MEANING
from people.models import Consent, ConsentText, Employee, Purpose

GIVEN = "Спасибо! Согласие «{}» записано."
WITHDRAWN = "Согласие «{}» отозвано: портал этого больше не показывает."


@dataclass(frozen=True)
class Choice:
    """A purpose as its person sees it; `consent` is the one that stands, `last` the one withdrawn last."""

    purpose: Purpose
    meaning: str
    text: ConsentText | None
    consent: Consent | None
    last: Consent | None


@never_cache
def consents(request: HttpRequest) -> HttpResponse:
    employee = own(request)
    if employee is None:
        return render(request, "people/consents/nobody.html")
    return render(request, "people/consents/own.html", {"choices": choices(employee), "person": employee})


def choices(employee: Employee) -> list[Choice]:
    """Every purpose, in the order people think of them: two queries."""
    history = list(employee.consents.select_related("text").order_by("withdrawn_at", "pk"))
    standing = {consent.purpose: consent for consent in history if consent.withdrawn_at is None}
    last = {consent.purpose: consent for consent in history if consent.withdrawn_at}
    texts = ConsentText.present()
    return [
        Choice(purpose, MEANING[purpose], _wording(purpose, standing, texts), standing.get(purpose), last.get(purpose))
        for purpose in Purpose
    ]


def _wording(purpose: Purpose, standing: dict, texts: dict) -> ConsentText | None:
    """What was agreed to, or what would be."""
    consent = standing.get(purpose)
    return consent.text if consent and consent.text else texts.get(purpose)


@require_POST
def give(request: HttpRequest, purpose: str) -> HttpResponse:
    deciding.give(_owner(request, purpose), purpose, request.user)
    messages.success(request, GIVEN.format(Purpose(purpose).label))
    return redirect("own:consents")


@require_POST
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    deciding.withdraw(_owner(request, purpose), purpose, request.user)
    messages.success(request, WITHDRAWN.format(Purpose(purpose).label))
    return redirect("own:consents")


def own(request: HttpRequest) -> Employee | None:
    return Employee.objects.filter(user=request.user).first()


def _owner(request: HttpRequest, purpose: str) -> Employee:
    employee = own(request)
    if employee is None or purpose not in Purpose.values:
        raise Http404
    return employee
