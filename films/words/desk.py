"""The queue of the press: words that wait, let through one by one or many at once, or sent back with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from films.models import Greeting
from films.words import greetings
from films.words.forms import DeclineForm
from portal.typography import plural

PER_PAGE = 30
ALREADY = "О словах уже решено: их убрал автор или решил коллега."
may_decide = permission_required("films.change_greeting", raise_exception=True)


@may_decide
def queue(request: HttpRequest) -> HttpResponse:
    """What waits first; then what stands on the pages, which may be taken down."""
    page = Paginator(greetings.waiting(), PER_PAGE).get_page(request.GET.get("page"))
    standing = Greeting.objects.filter(state=Greeting.State.ACCEPTED).select_related("author", "film")
    return render(request, "films/desk/words.html", {"page": page, "standing": standing[:PER_PAGE]})


@may_decide
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """One, or all that are ticked."""
    chosen = [int(pk) for pk in request.POST.getlist("greeting")[:PER_PAGE] if pk.isdecimal() and len(pk) < 19]
    done = greetings.accept(chosen, request.user)
    if done:
        messages.success(request, f"Теперь на странице: {done} {plural(done, 'запись,записи,записей')}.")
    if done < len(chosen):
        messages.warning(request, ALREADY)
    if not chosen:
        messages.warning(request, "Ничего не отмечено.")
    return redirect("films_words")


@may_decide
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """No, with the words the writer will read."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["reason"]))
    elif greetings.decline(pk, request.user, form.cleaned_data["reason"]):
        messages.success(request, "Отклонено, автор увидит причину.")
    else:
        messages.warning(request, ALREADY)
    return redirect("films_words")
