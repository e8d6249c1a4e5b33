"""`/me/consents/`: every purpose in plain words, given or withdrawn with one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from people.consents import giving, texts
from people.models import Employee, Purpose
from people.profile.own import for_employees


@for_employees
def consents(request: HttpRequest, person: Employee) -> HttpResponse:
    """What I have agreed to, and what each consent means."""
    standing = {consent.purpose: consent for consent in person.consents.given()}
    words = texts.current()
    rows = [{"purpose": purpose, "text": words.get(purpose), "consent": standing.get(purpose)} for purpose in Purpose]
    return render(request, "people/consents/consents.html", {"rows": rows, "person": person})


@require_POST
@for_employees
def change(request: HttpRequest, person: Employee, purpose: str) -> HttpResponse:
    """One press; a second one changes nothing."""
    if purpose not in Purpose.values:
        raise Http404
    if "withdraw" in request.POST:
        giving.withdraw(person, purpose, by=request.user)
        messages.success(request, f"Отозвано: {Purpose(purpose).label}. На портале этого больше нет.")
    elif "give" in request.POST:
        giving.give(person, purpose, by=request.user)
        messages.success(request, f"Согласие дано: {Purpose(purpose).label}. Отозвать его можно в любой день.")
    return redirect("own:consents")
