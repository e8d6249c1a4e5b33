"""The editor asks for the missing consents with one click."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from films import asking
from films.models import FilmPage
from people.models import Purpose
from portal.typography import plural

ASKED = "Запрос отправлен: {} {}."
NOBODY = "Всех уже спросили за последние сутки."


@require_POST
def ask(request: HttpRequest, pk: int, purpose: str) -> HttpResponse:
    """Answers the panel as it is now. The draft's cast counts: it is what will be published."""
    film = get_object_or_404(FilmPage, pk=pk).get_latest_revision_as_object()
    if purpose not in asking.ASKED:
        raise Http404
    if not film.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    number = asking.ask(film, Purpose(purpose), request.user)
    said = ASKED.format(number, plural(number, "человек,человека,человек")) if number else NOBODY
    context = {"film": film, "purpose": purpose, "missing": asking.missing(film, Purpose(purpose)), "said": said}
    return render(request, "films/desk/missing_of.html", context)
