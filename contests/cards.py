"""What the section and the front page show of contests and campaigns: kinds of pages enter here as sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Manager, QuerySet
from wagtail.models import Page

from portal.images import Picture

AT_MOST = 20  # of each source, of what runs and of what comes


@dataclass(frozen=True)
class Card:
    """Something that runs or comes. `steps` is for the pipe; `until` is when it needs nobody any more."""

    kicker: str
    title: str
    lead: str
    url: str
    cover: Picture | None
    until: datetime
    steps: list[dict[str, str]] = field(default_factory=list)
    left: object | None = None
    deed: object | None = None


@dataclass(frozen=True)
class Source:
    """A kind of page below the section: pages that know what is running(), coming() and over(), how one becomes a card, the field
    in which its end stands, and what a card reads beside it."""

    pages: Manager
    card: Callable[[Page], Card]
    end: str
    reads: tuple[str, ...] = ("cover",)

    def running(self) -> list[Card]:
        return self._cards(self.pages.running())

    def coming(self) -> list[Card]:
        return self._cards(self.pages.coming())

    def over(self) -> list[tuple[datetime, int]]:
        """The end and the pk of each page that is over."""
        return list(self.pages.over().values_list(self.end, "pk"))

    def _cards(self, pages: QuerySet) -> list[Card]:
        return [self.card(page) for page in pages.select_related(*self.reads).defer_streamfields()[:AT_MOST]]


_sources: list[Source] = []


def register(source: Source) -> Source:
    """Call it in `AppConfig.ready`."""
    if source not in _sources:
        _sources.append(source)
    return source


def running() -> list[Card]:
    """What needs somebody now, the one that ends first before the others."""
    return _sorted(source.running() for source in _sources)


def coming() -> list[Card]:
    return _sorted(source.coming() for source in _sources)


def over() -> list[tuple[datetime, int]]:
    """The end and the pk of what is over, the newest first."""
    return sorted((pair for source in _sources for pair in source.over()), reverse=True)


def needed() -> Card | None:
    """What the front page asks people to take part in: something with a deed to do, before what only goes on."""
    cards = running()
    return next((card for card in cards if card.deed), cards[0] if cards else None)


def _sorted(found) -> list[Card]:
    return sorted((card for cards in found for card in cards), key=lambda card: (card.until, card.url))
