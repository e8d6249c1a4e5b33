"""Marks the found words in the original text: the index holds only stems."""

from __future__ import annotations

import re

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from portal.search.normal import fold, stems
from portal.search.query import Attempt

# A word with the stress marks and breves that stand inside it.
WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
EXCERPT = 220
BEFORE = 70


def marked(text: str, attempt: Attempt) -> SafeString:
    """The text escaped, the found words in `<mark>`."""
    pieces, end = [], 0
    for found in _found(text, attempt):
        pieces.append((text[end : found.start()], found[0]))
        end = found.end()
    return format_html_join("", "{}<mark>{}</mark>", pieces) + escape(text[end:])


def has(text: str, attempt: Attempt) -> bool:
    """Whether any of the words is in the text."""
    return bool(_found(text, attempt))


def excerpt(text: str, attempt: Attempt) -> SafeString:
    """The place in the text where the first of the words stands, marked; empty if none does."""
    found = _found(text, attempt)
    if not found:
        return SafeString()
    start = _word_start(text, max(0, found[0].start() - BEFORE))
    end = _word_end(text, start + EXCERPT)
    return marked(("… " if start else "") + text[start:end] + (" …" if end < len(text) else ""), attempt)


def _found(text: str, attempt: Attempt) -> list[re.Match]:
    beginnings = tuple(word for wanted in attempt.words for word in wanted)
    wanted_stems = {stems(word)[0] for word in beginnings}
    return [found for found in WORD.finditer(text) if _fits(fold(found[0]), beginnings, wanted_stems)]


def _fits(word: str, beginnings: tuple[str, ...], wanted_stems: set[str]) -> bool:
    return word.startswith(beginnings) or not wanted_stems.isdisjoint(stems(word))


def _word_start(text: str, place: int) -> int:
    return place and text.rfind(" ", 0, place + 1) + 1


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", 0, place)
    return space if space > 0 else place
