"""Captions on the form of their editor: as they were typed, with what is wrong at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from films.captions.cues import MOST_CUES, CaptionError, Cue, faults, moment, tidy, timecode

FIELDS = ("start", "end", "text")


@dataclass(frozen=True)
class Row:
    """Two times and words from a form; `cue` is what they mean, if they mean anything."""

    start: str = ""
    end: str = ""
    text: str = ""
    cue: Cue | None = None
    fault: str = ""


def rows_of(cues: Sequence[Cue], seconds: float) -> list[Row]:
    """Captions for the form."""
    told = zip(cues, faults(cues, seconds), strict=True)
    return [Row(timecode(cue.start), timecode(cue.end), cue.text, cue, fault) for cue, fault in told]


def typed(data: QueryDict, seconds: float) -> list[Row]:
    """What the form brought, without empty rows: in the order of time and checked, if all times can be read."""
    fields = [data.getlist(name)[: MOST_CUES + 1] for name in FIELDS]
    rows = [Row(*(value[:1000] for value in values)) for values in zip(*fields, strict=False)]
    rows = [_understood(row) for row in rows if any(value.strip() for value in (row.start, row.end, row.text))]
    if any(row.fault for row in rows):
        return rows
    rows.sort(key=lambda row: (row.cue.start, row.cue.end))
    wrong = faults([row.cue for row in rows], seconds)
    return [replace(row, fault=fault) for row, fault in zip(rows, wrong, strict=True)]


def _understood(row: Row) -> Row:
    try:
        return replace(row, cue=Cue(moment(row.start), moment(row.end), tidy(row.text)))
    except CaptionError as error:
        return replace(row, fault=str(error))
