"""How a typed query is understood: first as it stands, then as it may have been meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.search import lexicon, normal
from portal.search.guesses import in_russian, other_spellings, relayout, untransliterate
from portal.search.russian import QUERY_LENGTH, QUERY_WORDS
from portal.typography import SOFT_HYPHEN


@dataclass(frozen=True)
class Attempt:
    """One way to understand a query: `text` says it to a person, any of a word's alternatives will do."""

    text: str
    words: tuple[tuple[str, ...], ...]
    every: bool = True


# Mends typos in an attempt; None if there is nothing to mend.
Respell = Callable[[Attempt], Attempt | None]


def clean(typed: str) -> str:
    """What is looked at of a query: its first 200 characters, in one line, without what cannot be printed."""
    printable = "".join(char if char.isprintable() else " " for char in typed[:QUERY_LENGTH].replace(SOFT_HYPHEN, ""))
    return " ".join(printable.split())


def attempts(typed: str, *respell: Respell) -> Iterator[Attempt]:
    """The query as it stands, then as it may have been meant: each for the case that nothing was found before."""
    seen = set()
    for attempt in _understandings(typed, respell):
        key = (attempt.words, attempt.every)
        if attempt.words and key not in seen:
            seen.add(key)
            yield attempt


def _understandings(typed: str, respell: tuple[Respell, ...]) -> Iterator[Attempt]:
    """One after another, because the later ones cost more."""
    first = as_typed(typed)
    yield first
    yield _other_layout(typed)
    yield _other_alphabet(typed)
    yield _other_words(first)
    yield from filter(None, (mended(first) for mended in respell))
    yield _any_word(first)


def as_typed(typed: str) -> Attempt:
    """All words as they stand."""
    return Attempt(typed, tuple((word,) for word in significant(typed)))


def while_typing(typed: str) -> Attempt:
    """Everything that may be meant at once: suggestions ask only once."""
    return Attempt(typed, tuple(_distinct(word, *other_spellings(word)) for word in significant(typed)))


def significant(text: str) -> list[str]:
    """The folded words of a text without stop words, unless it has no others."""
    found = normal.words(text)
    return ([word for word in found if word not in lexicon.stop_words()] or found)[:QUERY_WORDS]


def _other_layout(typed: str) -> Attempt:
    return as_typed(relayout(typed))


def _other_alphabet(typed: str) -> Attempt:
    words = tuple(_distinct(*(normal.fold(other) for other in in_russian(word))) for word in significant(typed))
    return Attempt(untransliterate(typed), words)


def _other_words(first: Attempt) -> Attempt:
    """Full names for short ones, and words that mean the same."""
    words = tuple(_distinct(*_meaning_the_same(word), word) for word, *_ in first.words)
    return Attempt(" ".join(alternatives[0] for alternatives in words), words)


def _any_word(first: Attempt) -> Attempt:
    """Half a telephone number is nobody's: numbers alone say nothing."""
    said = [word for word, *_ in first.words if not word.isdigit()]
    words = tuple(_distinct(word, *_meaning_the_same(word)) for word in said)
    return Attempt(" или ".join(said), words, every=False)


def _meaning_the_same(word: str) -> tuple[str, ...]:
    return lexicon.full_names(word) + lexicon.synonyms(word)


def _distinct(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
