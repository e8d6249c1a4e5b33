"""What `/search/` found: facets by kind, one page of matches, and how the query was understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator

from portal.search.query import Attempt, attempts, clean
from portal.search.sources import Match, Rank, Source, sources

PER_PAGE = 20


@dataclass(frozen=True)
class Facet:
    """A kind with the number of its matches; the empty kind is all of them."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True)
class Block:
    """Neighbours on a page that come from one source. `count` is all that it found."""

    source: Source
    items: list
    count: int


@dataclass(frozen=True)
class Found:
    """All matches of each source, best source first. `attempt` found them, None if nothing did."""

    typed: str
    attempt: Attempt | None
    by_source: list[tuple[Source, list[Match]]]

    @property
    def guessed(self) -> bool:
        """Whether it is not what was typed that was found."""
        return self.attempt is not None and self.attempt.text != self.typed

    def __bool__(self):
        return self.attempt is not None


def look_for(typed: str) -> Found:
    """Everything that fits the query; if nothing does, what fits the first understanding of it that something fits."""
    typed = clean(typed)
    respell = [source.respell for source in sources() if source.respell]
    for attempt in attempts(typed, *respell):
        by_source = [(source, source.find(attempt)) for source in sources()]
        if any(matches for _, matches in by_source):
            return Found(typed, attempt, sorted(by_source, key=_best_rank))
    return Found(typed, None, [])


def facets(found: Found) -> list[Facet]:
    """«Всё» and each kind that something was found of."""
    every = [match.kind for _, matches in found.by_source for match in matches]
    by_kind = [Facet(kind, label, every.count(kind)) for source in sources() for kind, label in source.kinds().items()]
    return [Facet("", "Всё", len(every)), *(facet for facet in by_kind if facet.count)]


def labels() -> list[str]:
    """What can be found here: the names of all kinds."""
    return [label for source in sources() for label in source.kinds().values()]


def page_of(found: Found, kind: str, number: str | None) -> Page:
    """A page of matches: of this kind, or of all kinds together."""
    return Paginator(list(_matches(found, kind)), PER_PAGE).get_page(number)


def blocks(found: Found, page: Page) -> list[Block]:
    """The matches of the page as their sources show them."""
    counts = {source.name: len(matches) for source, matches in found.by_source}
    return [
        Block(source, source.cards([match.key for _, match in group], found.attempt), counts[source.name])
        for source, group in groupby(page, key=lambda pair: pair[0])
    ]


def _matches(found: Found, kind: str) -> Iterator[tuple[Source, Match]]:
    for source, matches in found.by_source:
        chosen = [match for match in matches if match.kind == kind] if kind else matches[: source.among_others]
        yield from ((source, match) for match in chosen)


def _best_rank(of_source: tuple[Source, list[Match]]) -> Rank:
    return min((match.rank for match in of_source[1]), default=Rank.TEXT)
