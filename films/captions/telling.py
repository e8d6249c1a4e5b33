"""Captions as something to read: paragraphs by pauses, and chapters as lines «02:14 Снегурочка»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from films.captions.cues import SECOND, CaptionError, Cue, moment, tidy
from films.captions.files import LINE
from films.timing import clock

# So long nobody speaks between two paragraphs; and none is longer than a screen of a phone.
PAUSE, PARAGRAPH = 2 * SECOND, 500
MOST_CHAPTERS, LONGEST_TITLE = 40, 80

WRONG_CHAPTER = "нужны время и название: 02:14 Снегурочка."
LONG_CHAPTER = f"название длиннее {LONGEST_TITLE} знаков."
NOT_LATER = "глава должна начинаться позже предыдущей."
LATE_CHAPTER = "позже конца фильма."
TOO_MANY_CHAPTERS = f"Не больше {MOST_CHAPTERS} глав."


@dataclass(frozen=True)
class Passage:
    """A paragraph of the transcript or a chapter: the second it begins at, and its words."""

    seconds: int
    text: str

    @property
    def at(self) -> str:
        """«2:14»."""
        return clock(self.seconds)


def passages(cues: Iterable[Cue]) -> list[Passage]:
    """The transcript, a paragraph wherever somebody paused or has spoken for long."""
    return [
        Passage(group[0].start // SECOND, " ".join(" ".join(cue.text.split()) for cue in group))
        for group in _groups(cues)
    ]


def _groups(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    group: list[Cue] = []
    for cue in cues:
        if group and (cue.start - group[-1].end >= PAUSE or sum(len(one.text) for one in group) >= PARAGRAPH):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def chapters_of(typed: str, seconds: float) -> list[Cue]:
    """The chapters of lines «02:14 Снегурочка», each until the next begins. CaptionError names the line that is wrong."""
    lines = [(number, tidy(line)) for number, line in enumerate(typed.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_CHAPTERS:
        raise CaptionError(TOO_MANY_CHAPTERS)
    told: list[tuple[int, str]] = []
    for number, line in lines:
        after = told[-1][0] if told else -1
        told.append(_chapter(number, line, after, round(seconds * SECOND)))
    ends = [*(start for start, _ in told[1:]), round(seconds * SECOND)]
    return [Cue(start, end, title) for (start, title), end in zip(told, ends, strict=True)] if told else []


def _chapter(number: int, line: str, after: int, until: int) -> tuple[int, str]:
    time, _, title = line.partition(" ")
    try:
        start = moment(time)
    except CaptionError:
        start = None
    wrong = _wrong(start, title, after, until)
    if wrong:
        raise CaptionError(LINE.format(number, wrong))
    return start, title


def _wrong(start: int | None, title: str, after: int, until: int) -> str:
    if start is None or not title:
        return WRONG_CHAPTER
    if len(title) > LONGEST_TITLE:
        return LONG_CHAPTER
    if start <= after:
        return NOT_LATER
    return LATE_CHAPTER if start >= until else ""


def chapter_lines(chapters: Sequence[Cue]) -> str:
    """The lines an editor types."""
    return "\n".join(f"{clock(chapter.start // SECOND)} {chapter.text}" for chapter in chapters)
