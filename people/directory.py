"""The wall of faces: who is on it under which filter, and the counts beside the filters."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from people.finding import matching
from people.models import Employee, Post, Subdivision

PER_PAGE = 60
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Filter:
    """What was typed and chosen; anything unknown is left out."""

    typed: str
    towns: tuple[str, ...]
    unit: Subdivision | None

    @classmethod
    def of(cls, query: QueryDict) -> Filter:
        unit = Subdivision.objects.filter(slug=query["unit"]).first() if query.get("unit") else None
        return cls(query.get("q", "")[:LONGEST_QUERY].strip(), tuple(query.getlist("town")[:20]), unit)

    @property
    def active(self) -> bool:
        return bool(self.typed or self.towns or self.unit)

    def as_query(self) -> str:
        """For the links of the pagination: what was chosen, without the page."""
        query = QueryDict(mutable=True)
        if self.typed:
            query["q"] = self.typed
        query.setlist("town", self.towns)
        if self.unit:
            query["unit"] = self.unit.slug
        return query.urlencode() + "&" if query else ""


def people(chosen: Filter) -> QuerySet[Employee]:
    """Those who work here and fit."""
    attempt = matching.understand(chosen.typed) if chosen.typed else None
    found = matching.by_relevance(attempt) if attempt else Employee.objects.working()
    if chosen.typed and attempt is None:
        return Employee.objects.none()
    post = Post.objects.current().filter(employee=OuterRef("pk"))
    if chosen.towns:
        found = found.filter(Exists(post.filter(place__town__in=chosen.towns)))
    if chosen.unit:
        found = found.filter(Exists(post.filter(subdivision__path__startswith=chosen.unit.path)))
    return found


def page_of(chosen: Filter, number: str | None) -> Page:
    return Paginator(people(chosen).with_posts(), PER_PAGE).get_page(number)


def towns() -> list[dict]:
    """Each town with how many work there, the largest first."""
    working = Q(employee__in=Employee.objects.working())
    posts = Post.objects.current().filter(working).exclude(place=None)
    return list(
        posts.values("place__town").annotate(people=Count("employee", distinct=True)).order_by("-people", "place__town")
    )


def units() -> list[Subdivision]:
    """The units right below the company, for the choice."""
    return list(Subdivision.objects.filter(depth=1).order_by("name"))
