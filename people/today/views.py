"""The page of whom to congratulate, and the congratulation itself. Personal, so never shared."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.models import Congratulation, Employee
from people.today.occasions import FaceOfTheDay, coming, faces_of_the_day, has_occasion
from portal import pagecache
from portal.prefetch import prefetch_pictures

MOST_TODAY = 120
MOST_THANKS = 60


@never_cache
def today(request: HttpRequest) -> HttpResponse:
    """Today's faces, those of the week ahead, and who has congratulated me."""
    me = Employee.objects.filter(user=request.user).first()
    faces, ahead = faces_of_the_day(MOST_TODAY), coming()
    mine = _congratulated_me(me)
    prefetch_pictures(*(face.person.photo for face in [*faces, *ahead]), *(one.by.photo for one in mine))
    context = {"faces": faces, "ahead": ahead, "me": me, "done": _done_by(me, faces), "mine": mine}
    return render(request, "people/today/today.html", context)


@require_POST
def congratulate(request: HttpRequest, slug: str) -> HttpResponse:
    """One press, one congratulation, however often it is sent."""
    person = get_object_or_404(Employee.objects.working(), slug=slug)
    me = Employee.objects.working().filter(user=request.user).exclude(pk=person.pk).first()
    occasion = request.POST.get("occasion", "")
    day = has_occasion(person, occasion, timezone.localdate())
    if me is None or day is None:
        messages.info(request, "Поздравить можно коллегу, у которого праздник сегодня.")
        return redirect("people:today")
    Congratulation.objects.get_or_create(employee=person, by=me, occasion=occasion, day=day)
    if person.user_id:
        pagecache.bump("person", owner=person.user_id)
    messages.success(request, f"{person.full_name} увидит ваше поздравление.")
    return redirect("people:today")


def _congratulated_me(me: Employee | None) -> list[Congratulation]:
    if me is None:
        return []
    with_faces = Prefetch("by", Employee.objects.with_names_and_posts())
    return list(me.congratulations.recent().prefetch_related(with_faces)[:MOST_THANKS])


def _done_by(me: Employee | None, faces: list[FaceOfTheDay]) -> set[int]:
    if me is None:
        return set()
    people = [face.person.pk for face in faces]
    days = [face.day for face in faces]
    return set(me.congratulated.filter(employee__in=people, day__in=days).values_list("employee_id", flat=True))
