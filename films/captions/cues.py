"""One caption after another, and what may be wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SECOND = 1000
MINUTE, HOUR = 60 * SECOND, 3600 * SECOND
TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]?\d)(?:[.,](\d{1,3}))?")
MOST_CUES, LONGEST_TEXT = 3000, 200
# Characters a second that an unhurried reader keeps up with; Russian broadcasters stay below it.
COMFORTABLE = 20
# Letters that draw nothing but turn the line around, or cut it.
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

NO_TIME = "Время пишут так: 01:02.500."
NO_TEXT = "Нет слов."
LONG_TEXT = f"Больше {LONGEST_TEXT} знаков: разделите титр."
BACKWARDS = "Кончается раньше, чем начинается."
OVERLAPS = "Начинается раньше, чем кончился предыдущий."
BEYOND = "Позже конца фильма."


class CaptionError(Exception):
    """The captions cannot be taken; the message is for the editor."""


@dataclass(frozen=True)
class Cue:
    """Words on the screen from `start` to `end`, both in milliseconds."""

    start: int
    end: int
    text: str

    @property
    def speed(self) -> int:
        """Characters a second."""
        return round(len(self.text) * SECOND / max(self.end - self.start, 1))

    @property
    def is_fast(self) -> bool:
        return self.speed > COMFORTABLE


def timecode(at: int) -> str:
    """«01:02.500», «01:00:02.500»: as WebVTT writes it."""
    hours, rest = divmod(at, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    short = f"{minutes:02}:{rest // SECOND:02}.{rest % SECOND:03}"
    return f"{hours:02}:{short}" if hours else short


def moment(typed: str) -> int:
    """The milliseconds of «1:02», «01:02,5», «00:01:02.500». CaptionError says how to write them."""
    found = TIME.fullmatch(typed.strip())
    if not found:
        raise CaptionError(NO_TIME)
    hours, minutes, seconds, part = found.groups()
    whole = int(hours or 0) * HOUR + int(minutes) * MINUTE + int(seconds) * SECOND
    return whole + int((part or "0").ljust(3, "0"))


def tidy(text: str) -> str:
    """Plain words on lines that have some: no control characters, no letters that turn the line around."""
    lines = re.split(r"\r\n|\r|\n", unicodedata.normalize("NFC", text))
    words = (" ".join(_seen(line).split()) for line in lines)
    return "\n".join(line for line in words if line)


def _seen(line: str) -> str:
    return "".join(
        " " if letter == "\t" else letter
        for letter in line
        if letter == "\t" or (unicodedata.category(letter) not in UNSEEN and letter not in TURNING)
    )


def faults(cues: Sequence[Cue], seconds: float) -> list[str]:
    """What is wrong with each of these in their order, beside a film of this length; an empty word: nothing."""
    before = [0, *(cue.end for cue in cues)]
    return [_fault(cue, until, seconds) for cue, until in zip(cues, before, strict=False)]


def _fault(cue: Cue, until: int, seconds: float) -> str:
    if not cue.text:
        return NO_TEXT
    if len(cue.text) > LONGEST_TEXT:
        return LONG_TEXT
    if cue.end <= cue.start:
        return BACKWARDS
    if seconds and cue.end > (seconds + 1) * SECOND:
        return BEYOND
    return OVERLAPS if cue.start < until else ""
