"""The page of one colleague. Its body is the same for everybody with the same rights."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from people.models import Employee
from portal import life
from portal.pagecache import shared_body
from portal.prefetch import prefetch_pictures

TEAM = 12
NEIGHBOURS = 6
EVENTS = 40


@shared_body
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One colleague: how to reach, whom to ask, and the life in the company."""
    everything = Employee.objects.with_posts().prefetch_related(Prefetch("manager", Employee.objects.with_posts()))
    employee = get_object_or_404(everything, slug=slug)
    events = life.events_of([employee.pk]).get(employee.pk, [])[:EVENTS]
    prefetch_pictures(*(event.picture for event in events))
    context = {
        "person": employee,
        "post": employee.post,
        "units": _units_above(employee),
        "team": list(employee.reports.working().with_posts()[:TEAM]),
        "neighbours": _neighbours(employee),
        "events": events,
    }
    return render(request, "people/person.html", context)


def _units_above(employee: Employee) -> list:
    return [*employee.post.subdivision.get_ancestors(), employee.post.subdivision] if employee.post else []


def _neighbours(employee: Employee) -> list[Employee]:
    """Some who work in the same town."""
    if employee.post is None or employee.post.place is None:
        return []
    there = Employee.objects.working().filter(posts__until=None, posts__place__town=employee.post.place.town)
    return list(
        there.exclude(pk=employee.pk)
        .exclude(photo=None)
        .distinct()
        .with_posts()
        .order_by("-hired_on", "pk")[:NEIGHBOURS]
    )
