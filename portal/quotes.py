"""Straight quotes in pairs: «ёлочки» outside, „лапки“ inside. What has no pair (5", a stray sign) has no place here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_QUOTE = re.compile('["«»„“]')
_STRAIGHT = '"'
_CLOSES = {"»": "«", "“": "„"}
# A quote opens after these (or a space) and never before those.
_BEFORE_OPENING = frozenset("([{«„—–-/>")
_NEVER_OPENED = frozenset(",;:!?)]}")
Pair = tuple[int, int]


def pairs(text: str, is_kept: Callable[[int], bool] = lambda place: False) -> Iterator[tuple[Pair, str]]:
    """Each pair of straight quotes with the two signs that should stand there; `is_kept(place)` leaves one out."""
    found = dict(_paired(text, is_kept))
    closing = {end: start for start, end in found.items()}
    outer: list[str] = []
    for match in _QUOTE.finditer(text):
        place = match.start()
        if place in found:
            outer.append(_inside(outer) if match[0] == _STRAIGHT else match[0])
        elif place in closing:
            opened = outer.pop()
            if match[0] == _STRAIGHT:
                yield (closing[place], place), "«»" if opened == "«" else "„“"


def _inside(outer: list[str]) -> str:
    return "„" if outer and outer[-1] == "«" else "«"


def _paired(text: str, is_kept: Callable[[int], bool]) -> Iterator[Pair]:
    """Where pairs of all kinds begin and end, well nested."""
    opened: list[tuple[str, int]] = []
    for match in _QUOTE.finditer(text):
        sign, place = match[0], match.start()
        if sign == _STRAIGHT and is_kept(place):
            continue
        if sign in "«„" or (sign == _STRAIGHT and _opens(text, place, opened)):
            opened.append((sign, place))
        elif sign == _STRAIGHT:
            if opened and opened[-1][0] == _STRAIGHT and not text[place - 1].isspace():
                yield opened.pop()[1], place
        elif any(other == _CLOSES[sign] for other, _ in opened):
            while opened[-1][0] != _CLOSES[sign]:
                opened.pop()
            yield opened.pop()[1], place


def _opens(text: str, place: int, opened: list[tuple[str, int]]) -> bool:
    following = text[place + 1 : place + 2]
    if not following or following.isspace() or following in _NEVER_OPENED:
        return False
    before = text[place - 1 : place]
    is_after_another = bool(opened) and opened[-1][1] == place - 1
    return not before or before.isspace() or before in _BEFORE_OPENING or is_after_another
