"""«Мои работы»: one glance at where each stands."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contests.entering import intake, people
from contests.models import Work
from portal.arrival import begun_at
from portal.prefetch import prefetch_pictures

PER_PAGE = 20


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What this person has sent or begun, for whomever, and works of teams he or she is in; the newest first."""
    person = people.own(request)
    page = Paginator(_works_of(person), PER_PAGE).get_page(request.GET.get("page"))
    works = list(page)
    pictures = {work.pk: next(iter(work.pictures.all()), None) for work in works}
    prefetch_pictures(*(found.picture for found in pictures.values() if found))
    rows = [(work, pictures[work.pk], _may_change(work, person, begun_at(request))) for work in works]
    return render(request, "contests/mine/mine.html", {"page": page, "rows": rows, "person": person})


def _works_of(person):
    if person is None:
        return Work.objects.none().order_by("pk")
    own = Work.objects.concerning(person.pk).order_by("-pk")
    return own.select_related("contest", "nomination", "author", "filed_by").prefetch_related("pictures__picture")


def _may_change(work: Work, person, at) -> bool:
    return person.pk in (work.author_id, work.filed_by_id) and intake.may_change(work, at)
