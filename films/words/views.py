"""One's own part under a film: one's words and whom one has congratulated. Personal, so never shared."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from films.media import opens
from films.models import FilmPage, Greeting
from films.words import greetings, kind
from films.words.forms import GreetingForm
from people.models import Employee

NO_CARD = "Писать и поздравлять могут сотрудники, у которых есть карточка на портале."
TOO_MANY = "Слишком часто. Отдохните немного и напишите ещё раз через час."
WRITTEN = "Спасибо! Ваши слова появятся, когда их прочтёт редакция."


@never_cache
@require_safe
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """The page for whoever has no JavaScript."""
    return _page(request, _film(request, pk), GreetingForm())


@never_cache
@require_safe
def own_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a part of the film's page."""
    film = _film(request, pk)
    return render(request, "films/words/own.html", _own(film, _me(request)) | {"form": GreetingForm()})


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    film, me, form = _film(request, pk), _me(request), GreetingForm(request.POST)
    if me is None:
        return _refused(request, film, NO_CARD)
    if not form.is_valid():
        return _page(request, film, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        greetings.write(film, me, form.cleaned_data["text"])
    except greetings.TooManyError:
        return _refused(request, film, TOO_MANY)
    messages.success(request, WRITTEN)
    return redirect(film.url)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    film, me = _film(request, pk), _me(request)
    if me and greetings.take_back(film, me):
        messages.success(request, "Ваши слова убраны.")
    return redirect(film.url)


@require_POST
def congratulate(request: HttpRequest, pk: int) -> HttpResponse:
    """One press beside a face."""
    film, me, sent = _film(request, pk), _me(request), request.POST.get("person", "")
    person = Employee.objects.working().filter(pk=sent).first() if sent.isdecimal() and len(sent) < 19 else None
    if person is None or not kind.may_be_congratulated(film, person):
        raise Http404
    if me is None:
        return _refused(request, film, NO_CARD)
    if me == person:
        return _refused(request, film, "Себя поздравить нельзя — но мы вас поздравляем!")
    if kind.say(film, person, me):
        messages.success(request, f"{person.full_name} увидит ваше поздравление.")
    else:
        messages.info(request, f"{person.full_name}: вы уже поздравили.")
    return redirect(film.url)


def _film(request: HttpRequest, pk: int) -> FilmPage:
    film = get_object_or_404(FilmPage.objects.opened(), pk=pk)
    if not opens(film, request):
        raise Http404
    return film


def _me(request: HttpRequest) -> Employee | None:
    return Employee.objects.working().filter(user=request.user).first()


def _own(film: FilmPage, me: Employee | None) -> dict[str, object]:
    greeting = Greeting.objects.filter(film=film, author=me).first() if me else None
    return {"film": film, "me": me, "greeting": greeting, "said": kind.said_by(film, me) if me else []}


def _page(request: HttpRequest, film: FilmPage, form: GreetingForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "films/words/page.html", _own(film, _me(request)) | {"form": form}, status=status)


def _refused(request: HttpRequest, film: FilmPage, why: str) -> HttpResponse:
    messages.warning(request, why)
    return redirect(film.url)
