"""My notices. Personal, so never shared; a reading changes nothing, opening a notice is a POST."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from engagement.models import LetterRefusal, Notice
from people.models import Employee
from people.profile.own import for_employees
from portal import pagecache

A_PAGE = 30


@require_safe
@for_employees
def notices(request: HttpRequest, person: Employee) -> HttpResponse:
    """All that was told, the newest first."""
    page = Paginator(person.notices.newest_first(), A_PAGE).get_page(request.GET.get("page"))
    newest = person.notices.unread().newest_first().first()
    refused = LetterRefusal.objects.filter(employee=person).exists()
    context = {"page": page, "newest": newest, "letters": not refused, "address": request.user.email}
    return render(request, "engagement/notices.html", context)


@require_POST
@for_employees
def open_notice(request: HttpRequest, person: Employee, pk: int) -> HttpResponse:
    """Read, and on to what it is about."""
    notice = get_object_or_404(person.notices, pk=pk)
    _read(person, person.notices.filter(pk=pk))
    return HttpResponseRedirect(notice.url)


@require_POST
@for_employees
def read_all(request: HttpRequest, person: Employee) -> HttpResponse:
    """Everything up to the newest that the page has shown; what came since stays unread."""
    newest = get_object_or_404(person.notices, pk=_number(request.POST.get("newest")))
    _read(person, person.notices.filter(at__lte=newest.at))
    return redirect("notices")


@require_POST
@for_employees
def letters(request: HttpRequest, person: Employee) -> HttpResponse:
    """Letters on or off."""
    if request.POST.get("letters") == "on":
        LetterRefusal.objects.filter(employee=person).delete()
        messages.success(request, "Важное будет приходить и письмом.")
    else:
        LetterRefusal.objects.get_or_create(employee=person)
        messages.success(request, "Писем не будет. Уведомления останутся здесь.")
    return redirect("notices")


def _read(person: Employee, some: QuerySet[Notice]) -> None:
    if some.unread().update(read_at=timezone.now()):
        pagecache.bump("person", owner=person.user_id)


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
