"""Where the search looks. Stories are the kernel's own; apps register what else they hold, in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from portal.search.query import Attempt


class Rank(IntEnum):
    """How well something fits, best first: its name says it all, begins so, says a part; or its text does."""

    NAME = 0
    BEGINNING = 1
    PART = 2
    TEXT = 3

    @classmethod
    def of(cls, said: Sequence[bool], begun: Sequence[bool]) -> Rank:
        """From what the name says of the query's words, one by one: whole words, beginnings."""
        if all(said):
            return cls.NAME
        if all(whole or start for whole, start in zip(said, begun, strict=True)):
            return cls.BEGINNING
        return cls.PART if any(said) or any(begun) else cls.TEXT


@dataclass(frozen=True)
class Match:
    """Something found, before it is shown. `key` means something to its source alone."""

    kind: str
    key: int
    rank: Rank


@dataclass(frozen=True)
class Suggestion:
    """A line under the search field. `person` is for `{% face %}`, None for what has no face."""

    title: str
    url: str
    note: str
    person: object | None = None


@dataclass(frozen=True)
class Source:
    """Something to search in.

    `kinds()` names its kinds for the address and for people: `{"people": "Люди"}`. `find(attempt)` answers all matches,
    best first, bounded. `cards(keys, attempt)` answers what `template` shows as `items`, in the order of the keys.
    `suggest(attempt, limit)` answers lines for somebody who is still typing. Among other sources' matches at most
    `among_others` are shown, all if None. `respell(attempt)`, where a source has it, mends typos by what the source holds; None if there is none.
    """

    name: str
    kinds: Callable[[], Mapping[str, str]]
    find: Callable[[Attempt], list[Match]]
    cards: Callable[[Sequence[int], Attempt], list]
    suggest: Callable[[Attempt, int], list[Suggestion]]
    template: str
    among_others: int | None = None
    respell: Callable[[Attempt], Attempt | None] | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Adds a source, in front of those that stand; a second one of the same name takes the place of the first."""
    _sources.pop(source.name, None)
    _sources[source.name] = source
    return source


def sources() -> list[Source]:
    """All sources, people and other things of the apps before the kernel's stories."""
    return list(_sources.values())
