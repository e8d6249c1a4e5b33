"""The word lists of the search, kept as text in `data/`: stop words, short names, synonyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from portal.search.normal import stem, words

DATA = Path(__file__).parent / "data"


@cache
def stop_words() -> frozenset[str]:
    """Folded words that say nothing about whom or what one looks for."""
    return frozenset(word for line in _lines("stop_words.txt") for word in words(line))


def full_names(word: str) -> tuple[str, ...]:
    """The folded full names behind a folded short one: «саша» is «александр» and «александра»."""
    return _short_names().get(word, ())


def synonyms(word: str) -> tuple[str, ...]:
    """Folded words that mean the same as this folded word, in whatever form it stands."""
    return tuple(other for other in _synonyms().get(stem(word), ()) if stem(other) != stem(word))


@cache
def _short_names() -> dict[str, tuple[str, ...]]:
    pairs = (line.split(":") for line in _lines("short_names.txt"))
    return {words(short)[0]: tuple(words(full)) for short, full in pairs}


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for line in _lines("synonyms.txt"):
        group = tuple(words(line))
        for word in group:
            found[stem(word)] += group
    return dict(found)


def _lines(name: str) -> Iterator[str]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
