"""One's own page: what I may change myself, days away, what I ask HR to correct, and the yearly «всё ли верно?»."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.models import Employee, ProposedChange
from people.profile.completion import completion
from people.profile.forms import AbsenceForm, OwnProfileForm, ProposalForm
from portal import holes, pagecache

CHECKED_EVERY = timedelta(days=365)
SHOWN_PROPOSALS = 10


def for_employees(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the employee who is signed in to the view; an account without one is told why there is nothing to edit."""

    @wraps(view)
    def own(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        person = Employee.objects.with_posts().filter(user=request.user.pk).first()
        if person is None:
            return render(request, "people/own/nobody.html")
        return view(request, person, *args, **kwargs)

    return never_cache(own)


@for_employees
def edit(request: HttpRequest, person: Employee) -> HttpResponse:
    """My own fields, and the way to everything else that is mine."""
    form = OwnProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        _confirmed(person)
        messages.success(request, "Сохранено. Коллеги уже видят новое.")
        return redirect(person)
    return render(request, "people/own/edit.html", {"form": form, **_around(person)})


@for_employees
def away(request: HttpRequest, person: Employee) -> HttpResponse:
    """Days away, with who stands in."""
    form = AbsenceForm(request.POST or None)
    form.instance.employee = person
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Записано. На вашей странице это видно.")
        return redirect("own:away")
    context = {"form": form, "absences": person.absences.to_come().select_related("stand_in")[:SHOWN_PROPOSALS]}
    return render(request, "people/own/away.html", context)


@require_POST
@for_employees
def back(request: HttpRequest, person: Employee, pk: int) -> HttpResponse:
    """I am not away after all."""
    get_object_or_404(person.absences, pk=pk).delete()
    messages.success(request, "Убрано.")
    return redirect("own:away")


@for_employees
def propose(request: HttpRequest, person: Employee) -> HttpResponse:
    """What is wrong in the official data goes to HR; the same field twice waits once."""
    form = ProposalForm(request.POST or None, initial={"field": request.GET.get("field", "")})
    form.instance.employee = person
    if request.method == "POST" and form.is_valid() and _kept(form):
        messages.success(request, "Отправлено кадрам. Ответ появится здесь.")
        return redirect("own:propose")
    context = {"form": form, "proposals": person.proposals.all()[:SHOWN_PROPOSALS], "person": person}
    return render(request, "people/own/propose.html", context)


@require_POST
@for_employees
def confirm(request: HttpRequest, person: Employee) -> HttpResponse:
    """Once a year: everything here is right."""
    _confirmed(person)
    messages.success(request, "Спасибо! Спросим через год.")
    return redirect("me")


def own_links(request: HttpRequest) -> str:
    """The hole «own» of /me/: my page, how full it is, and the yearly question."""
    person = Employee.objects.with_posts().filter(user_id=request.user.pk).first()
    return render_to_string("people/own/links.html", {"person": person, **_around(person)}, request) if person else ""


def register() -> None:
    holes.register("own", own_links)


def _around(person: Employee) -> dict[str, object]:
    last = person.checked_on or person.hired_on
    ask = last is None or timezone.localdate() - last > CHECKED_EVERY
    waiting = person.proposals.filter(state=ProposedChange.State.WAITING).count()
    return {"person": person, "completion": completion(person), "ask_whether_right": ask, "waiting": waiting}


def _confirmed(person: Employee) -> None:
    Employee.objects.filter(pk=person.pk).update(checked_on=timezone.localdate())
    pagecache.bump("person", owner=person.user_id)


def _kept(form: ProposalForm) -> bool:
    """A second press that comes while the first is written meets the constraint."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("field", "Такое исправление уже ждёт кадров.")
        return False
    return True
