"""Life in the company: sections register what they know of people; profiles and lists ask.

A source takes employee ids and answers in bulk: `{employee_id: [LifeEvent, ...]}`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LifeEvent:
    """One thing a person did here: wrote an article, was mentioned, starred in a film."""

    when: date
    kind: str
    title: str
    url: str
    role: str
    note: str = ""
    picture: object | None = None


Source = Callable[[Collection[int]], dict[int, list[LifeEvent]]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Adds a source; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def events_of(employee_ids: Collection[int]) -> dict[int, list[LifeEvent]]:
    """What all sections know of these people, newest first."""
    life: dict[int, list[LifeEvent]] = defaultdict(list)
    for source in _sources:
        for employee_id, events in source(employee_ids).items():
            life[employee_id].extend(events)
    return {
        employee_id: sorted(events, key=lambda event: event.when, reverse=True) for employee_id, events in life.items()
    }
