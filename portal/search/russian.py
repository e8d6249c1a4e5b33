"""What both databases' backends share: texts reach the stock index normalised, and so do queries.

Everything that searches comes through here: the site, the CMS's listings and its choosers. The stock backend keeps its
tables and its SQL, nothing of it is replaced. What is asked is only letters and digits by then, so no query can be
broken SQL or FTS syntax; stock SQLite answers a lone `"` in the page chooser with an error.
"""

from __future__ import annotations

from collections.abc import Callable

from wagtail.search.backends.base import BaseSearchResults, EmptySearchResults
from wagtail.search.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from portal.search.normal import prefix_text, query_text
from portal.search.prepared import prepared

# Of a query in characters and words; what comes behind is not looked at.
QUERY_LENGTH = 200
QUERY_WORDS = 16


class RussianIndex:
    """Mixin of an index: objects come to the stock one with their texts normalised. `indexer` is the stock one's."""

    indexer: type

    def add_items(self, model, objs):
        super().add_items(model, [prepared(obj, self.indexer(obj, self.backend)) for obj in objs])


class RussianSearch:
    """Mixin of a backend. `fields` is not looked at: a row is searched as a whole, on both databases."""

    def search(
        self, query, model_or_queryset, fields=None, operator=None, order_by_relevance=True
    ) -> BaseSearchResults:
        wanted = normalised(query, query_text, operator)
        if wanted is None:
            return EmptySearchResults()
        return super().search(wanted, model_or_queryset, order_by_relevance=order_by_relevance)

    def autocomplete(
        self, query, model_or_queryset, fields=None, operator=None, order_by_relevance=True
    ) -> BaseSearchResults:
        wanted = normalised(query, prefix_text, operator)
        if wanted is None:
            return EmptySearchResults()
        return super().autocomplete(wanted, model_or_queryset, order_by_relevance=order_by_relevance)


def normalised(
    query: SearchQuery | str, normalise: Callable[[str], str], operator: str | None = None
) -> SearchQuery | None:
    """The same query of normalised words, None if no word is left."""
    if isinstance(query, str):
        query = PlainText(query, operator=operator or PlainText.DEFAULT_OPERATOR)
    if isinstance(query, PlainText):
        return _of_words(_bounded(query.query_string, normalise), query.operator)
    if isinstance(query, Phrase):
        text = " ".join(_bounded(query.query_string, normalise))
        return Phrase(text) if text else None
    if isinstance(query, And | Or):
        return _joined(type(query), [normalised(part, normalise) for part in query.subqueries])
    if isinstance(query, Not) and not isinstance(query.subquery, MatchAll):
        inner = normalised(query.subquery, normalise)
        return inner and Not(inner)
    if isinstance(query, Boost):  # neither database can weigh a part of a query
        return normalised(query.subquery, normalise)
    return query


def _bounded(text: str, normalise: Callable[[str], str]) -> list[str]:
    return normalise(text[:QUERY_LENGTH]).split()[:QUERY_WORDS]


def _of_words(words: list[str], operator: str) -> SearchQuery | None:
    if operator == "or":  # stock SQLite forgets the brackets of an "or" inside an "and"
        return _joined(Or, [PlainText(word) for word in words])
    return PlainText(" ".join(words)) if words else None


def _joined(kind: type[And | Or], parts: list[SearchQuery | None]) -> SearchQuery | None:
    found = [part for part in parts if part is not None]
    return kind(found) if len(found) > 1 else next(iter(found), None)
