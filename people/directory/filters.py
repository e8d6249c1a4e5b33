"""Who is on the wall under which filter. A filter is its address, so that it can be shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from people.finding import matching
from people.models import Consent, Employee, HelpTopic, Post, Purpose, Subdivision
from portal.search.query import Attempt

LONGEST_QUERY = 100
MOST_CHOSEN = 20
NEWCOMER = timedelta(days=30)


@dataclass(frozen=True)
class Filter:
    """What was typed and chosen; anything unknown is left out."""

    typed: str = ""
    towns: tuple[str, ...] = ()
    unit: Subdivision | None = None
    positions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    new: bool = False
    photo: bool = False
    # How the typed text is understood; None if nobody fits any understanding of it, or nothing was typed.
    attempt: Attempt | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Filter:
        slug = query.get("unit", "")
        typed = query.get("q", "")[:LONGEST_QUERY].strip()
        return cls(
            typed=typed,
            towns=tuple(query.getlist("town")[:MOST_CHOSEN]),
            unit=Subdivision.objects.filter(slug=slug).first() if slug else None,
            positions=tuple(query.getlist("position")[:MOST_CHOSEN]),
            topics=tuple(query.getlist("help")[:MOST_CHOSEN]),
            new=bool(query.get("new")),
            photo=bool(query.get("photo")),
            attempt=matching.understand(typed) if typed else None,
        )

    @property
    def active(self) -> bool:
        return bool(self.as_query())

    def without(self, **nothing: object) -> Filter:
        """The same without what one facet chose: its counts say what choosing more of it would give."""
        return replace(self, **nothing)

    def as_query(self) -> str:
        """For links: what was chosen, without the page; empty, or ending in «&»."""
        query = QueryDict(mutable=True)
        single = {
            "q": self.typed,
            "unit": self.unit and self.unit.slug,
            "new": self.new and "1",
            "photo": self.photo and "1",
        }
        query.update({name: value for name, value in single.items() if value})
        for name, values in {"town": self.towns, "position": self.positions, "help": self.topics}.items():
            query.setlist(name, values)
        return query.urlencode() + "&" if any(query.values()) else ""


def people(chosen: Filter) -> QuerySet[Employee]:
    """Those who work here and fit: by relevance if something was typed, else in alphabetical order."""
    if chosen.typed and chosen.attempt is None:
        return Employee.objects.none()
    found = matching.by_relevance(chosen.attempt) if chosen.attempt else Employee.objects.working()
    for condition in _conditions(chosen):
        found = found.filter(condition)
    return found


def _conditions(chosen: Filter) -> list[Q]:
    conditions = []
    post = Post.objects.current().filter(employee=OuterRef("pk"))
    if chosen.towns:
        conditions.append(Q(Exists(post.filter(place__town__in=chosen.towns))))
    if chosen.unit:
        conditions.append(Q(Exists(post.filter(subdivision__path__startswith=chosen.unit.path))))
    if chosen.positions:
        conditions.append(Q(Exists(post.filter(position__in=chosen.positions))))
    if chosen.topics:
        conditions.append(Q(Exists(HelpTopic.objects.filter(employee=OuterRef("pk"), key__in=chosen.topics))))
    if chosen.new:
        conditions.append(newcomers())
    if chosen.photo:
        conditions.append(shown())
    return conditions


def newcomers() -> Q:
    """Those who came within the last thirty days."""
    return Q(hired_on__gt=timezone.localdate() - NEWCOMER, hired_on__lte=timezone.localdate())


def shown() -> Q:
    """Those whose face may be shown: there is a portrait, and its consent stands."""
    given = Consent.objects.given().filter(employee=OuterRef("pk"), purpose=Purpose.PHOTO)
    return ~Q(photo=None) & Q(Exists(given))
