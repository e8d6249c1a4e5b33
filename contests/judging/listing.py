"""The pile as a list: a small picture, the title and where the work stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contests.gallery import showing
from contests.judging.marks import own_marks
from contests.judging.pile import Entry
from contests.models import JuryMember, Work
from portal.images import Picture


@dataclass(frozen=True)
class Row:
    """A work in the list; `mark` is one's own, a part of one."""

    entry: Entry
    work: Work
    picture: Picture | None
    mark: float | None


def rows(seat: JuryMember, entries: Sequence[Entry]) -> list[Row]:
    """In the order of the entries, in a constant number of queries. Of people nothing is read."""
    pks = [entry.work for entry in entries]
    works = {work.pk: work for work in showing.fetched(pks, with_people=False)}
    marks = own_marks(seat, pks)
    return [
        Row(entry, works[entry.work], _picture(works[entry.work]), marks.get(entry.work))
        for entry in entries
        if entry.work in works
    ]


def _picture(work: Work) -> Picture | None:
    return next((row.picture for row in work.pictures.all()), None)
