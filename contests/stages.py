"""The stages of a contest: pure. Each begins at a moment; which one it is now, the clock alone decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise


class Stage(StrEnum):
    """A stage, in the order in which they follow. A contest may do without a vote or without a jury."""

    SOON = "soon"
    ENTRIES = "entries"
    REVIEW = "review"
    VOTING = "voting"
    JURY = "jury"
    RESULTS = "results"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Stage.SOON: "Скоро",
    Stage.ENTRIES: "Приём работ",
    Stage.REVIEW: "Проверка",
    Stage.VOTING: "Голосование",
    Stage.JURY: "Жюри",
    Stage.RESULTS: "Итоги",
}
# Those that begin at a moment HR sets, in their order; the first of all needs none.
TIMED = (Stage.ENTRIES, Stage.REVIEW, Stage.VOTING, Stage.JURY, Stage.RESULTS)
OPTIONAL = frozenset({Stage.VOTING, Stage.JURY})


@dataclass(frozen=True)
class Span:
    """A stage of one contest: from when, and until when; the last one never ends."""

    stage: Stage
    begins: datetime
    ends: datetime | None


Moments = Mapping[Stage, datetime | None]


def spans(moments: Moments) -> list[Span]:
    """The stages this contest has, in order."""
    timed = [(stage, moments[stage]) for stage in TIMED if moments.get(stage)]
    ends = [moment for _, moment in timed[1:]] + [None]
    return [Span(stage, begins, end) for (stage, begins), end in zip(timed, ends, strict=True)]


def stage_at(moments: Moments, now: datetime) -> Stage:
    """The stage at this moment: a stage holds from its first instant to the first instant of the next."""
    begun = [span.stage for span in spans(moments) if span.begins <= now]
    return begun[-1] if begun else Stage.SOON


def disorder(moments: Moments) -> Stage | None:
    """The first stage that does not begin after the one before it; None: all is in order."""
    found = spans(moments)
    for before, after in pairwise(found):
        if after.begins <= before.begins:
            return after.stage
    return None
