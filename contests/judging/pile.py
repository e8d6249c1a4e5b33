"""A member's pile: the works in an order of his or her own, where each stands, and which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contests.gallery.ordering import shuffled
from contests.judging.seats import own_works, works_of
from contests.models import JuryMember, Review


class Standing(StrEnum):
    """Where a work stands with a member."""

    LEFT = "left"
    BEGUN = "begun"
    DONE = "done"
    ABSTAINED = "abstained"
    OWN = "own"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Standing.LEFT: "Ждёт оценки",
    Standing.BEGUN: "Начата",
    Standing.DONE: "Оценена",
    Standing.ABSTAINED: "Не сужу",
    Standing.OWN: "Моя работа",
}
WAITING = frozenset({Standing.LEFT, Standing.BEGUN})
JUDGED = frozenset({Standing.DONE, Standing.ABSTAINED})
# What the list is filtered by, and how it is called.
FILTERS = {
    "left": ("Осталось", WAITING),
    "done": ("Оценены", frozenset({Standing.DONE})),
    "apart": ("Не сужу", frozenset({Standing.ABSTAINED, Standing.OWN})),
    "all": ("Все", frozenset(Standing)),
}


@dataclass(frozen=True)
class Entry:
    """A work in the pile."""

    work: int
    number: int
    standing: Standing


@dataclass(frozen=True)
class Pile:
    """All of a member's works; one's own count neither as done nor as left."""

    entries: list[Entry]

    @property
    def total(self) -> int:
        return sum(entry.standing is not Standing.OWN for entry in self.entries)

    @property
    def done(self) -> int:
        return sum(entry.standing in JUDGED for entry in self.entries)

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0

    def among(self, standings: frozenset[Standing]) -> list[Entry]:
        return [entry for entry in self.entries if entry.standing in standings]

    def following(self, work: int | None = None) -> Entry | None:
        """The next one that waits behind this work, beginning anew at the end; None: nothing else is left."""
        places = [place for place, entry in enumerate(self.entries) if entry.work == work]
        behind = self.entries[places[0] + 1 :] + self.entries[: places[0]] if places else self.entries
        return next((entry for entry in behind if entry.standing in WAITING), None)


def pile_of(seat: JuryMember) -> Pile:
    """Nomination by nomination, in each at random: nobody's work is always judged first. Five queries at most."""
    rows = works_of(seat).values_list("pk", "number", "nomination__sort_order", "nomination")
    known = {pk: (number, (place or 0, nomination)) for pk, number, place, nomination in rows}
    reviews = Review.objects.filter(member=seat).values_list("work", "handed_in_at", "abstained")
    said = {work: _said(handed_in_at, abstained) for work, handed_in_at, abstained in reviews}
    said |= dict.fromkeys(own_works(seat), Standing.OWN)
    order = sorted(shuffled(known, seat.employee_id), key=lambda pk: known[pk][1])
    return Pile([Entry(pk, known[pk][0], said.get(pk, Standing.LEFT)) for pk in order])


def _said(handed_in_at, abstained: bool) -> Standing:
    if abstained:
        return Standing.ABSTAINED
    return Standing.DONE if handed_in_at else Standing.BEGUN
