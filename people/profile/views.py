"""The page of one colleague. Its body is the same for everybody with the same rights."""

from __future__ import annotations

from django.db.models import Case, Prefetch, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from people.models import Absence, Employee, Post
from people.profile import card
from portal import life
from portal.pagecache import shared_body
from portal.prefetch import prefetch_pictures

TEAM = 12
NEIGHBOURS = 6
EVENTS = 40
FORMER_POSTS = 20


@shared_body
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One colleague: how to reach, whom to ask, and the life in the company."""
    everything = Employee.objects.with_names_and_posts().prefetch_related(
        Prefetch("manager", Employee.objects.with_names_and_posts())
    )
    employee = get_object_or_404(everything, slug=slug)
    events = life.events_of([employee.pk]).get(employee.pk, [])[:EVENTS]
    head, team, neighbours = _head(employee), list(_team(employee)), list(_neighbours(employee))
    faces = [employee, *filter(None, [head]), *team, *neighbours]
    prefetch_pictures(*(event.picture for event in events), *(face.photo for face in faces))
    context = {
        "person": employee,
        "post": employee.post,
        "units": _units_above(employee),
        "former": _former_posts(employee),
        "absence": _absence(employee),
        "head": head,
        "team": team,
        "neighbours": neighbours,
        "events": events,
        "code": card.code(employee) if employee.is_working else "",
    }
    return render(request, "people/person.html", context)


@never_cache
def address_card(request: HttpRequest, slug: str) -> HttpResponse:
    """The colleague for the telephone's address book; of those who have left there is none."""
    employee = get_object_or_404(Employee.objects.with_names_and_posts(), slug=slug)
    if not employee.is_working:
        raise Http404
    answer = HttpResponse(card.vcard(employee), content_type="text/vcard; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{employee.slug}.vcf"'
    return answer


def _units_above(employee: Employee) -> list:
    return [*employee.post.subdivision.get_ancestors(), employee.post.subdivision] if employee.post else []


def _former_posts(employee: Employee) -> QuerySet[Post]:
    ended = employee.posts.exclude(until=None).select_related("subdivision")
    return ended.order_by("-until", "-pk")[:FORMER_POSTS]


def _absence(employee: Employee) -> Absence | None:
    return employee.absences.today().select_related("stand_in").first() if employee.is_working else None


def _head(employee: Employee) -> Employee | None:
    """The manager whom HR names; else whoever leads the unit, but not oneself."""
    if employee.manager or employee.post is None:
        return employee.manager
    leads = Post.objects.current().filter(subdivision=employee.post.subdivision_id, is_head=True)
    heads = Employee.objects.working().filter(pk__in=leads.values("employee")).exclude(pk=employee.pk)
    return heads.with_names_and_posts().first()


def _team(employee: Employee) -> QuerySet[Employee]:
    return employee.reports.working().with_names_and_posts()[:TEAM]


def _neighbours(employee: Employee) -> QuerySet[Employee]:
    """Some who work at the same place, then in the same town: those with a portrait, the newest first."""
    if employee.post is None or employee.post.place is None:
        return Employee.objects.none()
    place = employee.post.place
    here = Post.objects.current().filter(place=place.pk).values("employee")
    in_town = Post.objects.current().filter(place__town=place.town).values("employee")
    colleagues = Employee.objects.working().filter(pk__in=in_town).exclude(pk=employee.pk).exclude(photo=None)
    nearest = Case(When(pk__in=here, then=0), default=1)
    return colleagues.with_names_and_posts().order_by(nearest, "-hired_on", "pk")[:NEIGHBOURS]
