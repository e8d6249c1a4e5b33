"""Suggestions under the search field: people with faces first, then stories, in a few bounded queries."""

from __future__ import annotations

from portal.search.query import clean, while_typing
from portal.search.sources import Suggestion, sources

FROM_EACH = 5
SHORTEST = 2


def suggestions(typed: str) -> list[Suggestion]:
    """At most five lines from each source, for two letters and more."""
    attempt = while_typing(clean(typed))
    if sum(len(word) for word, *_ in attempt.words) < SHORTEST:
        return []
    return [line for source in sources() for line in source.suggest(attempt, FROM_EACH)]
