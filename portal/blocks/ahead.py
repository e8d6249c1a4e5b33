"""Fetching ahead: what the blocks of one body choose is read in one query a model, whatever their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_fetched: ContextVar[Mapping[type, Mapping[int, object]]] = ContextVar("fetched")


class FetchedAhead:
    """Mixin of chooser blocks that take what `fetched` holds before they ask the database."""

    def bulk_to_python(self, values):
        objects = known(self.model_class)
        if objects is None:
            return super().bulk_to_python(values)
        return [objects.get(value) for value in values]


def known(model: type) -> Mapping[int, object] | None:
    """What was fetched ahead of this model; None where nothing was."""
    return _fetched.get({}).get(model)


def is_ahead() -> bool:
    """Whether a body is being laid out just now, with what it needs fetched."""
    return _fetched.get(None) is not None


@contextmanager
def fetched(objects: Mapping[type, Mapping[int, object]]) -> Iterator[None]:
    """While it lasts, choosers of these models find their objects here: `{Picture: {1: picture}}`."""
    token = _fetched.set(objects)
    try:
        yield
    finally:
        _fetched.reset(token)
