"""Fetching ahead: what the blocks of one body choose is read in one query a model, whatever their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_fetched: ContextVar[Mapping[type, Mapping[int, object]]] = ContextVar("fetched")


class FetchedAhead:
    """Mixin of chooser blocks that take what `fetched` holds before they ask the database."""

    def bulk_to_python(self, values):
        known = _fetched.get({}).get(self.model_class)
        if known is None:
            return super().bulk_to_python(values)
        return [known.get(value) for value in values]


@contextmanager
def fetched(objects: Mapping[type, Mapping[int, object]]) -> Iterator[None]:
    """While it lasts, choosers of these models find their objects here: `{Picture: {1: picture}}`."""
    token = _fetched.set(objects)
    try:
        yield
    finally:
        _fetched.reset(token)
