"""How far the jury is: who has handed in how many, never which points. For HR and for reminders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from contests.models import ContestPage, JuryMember, Nomination, Review, Work
from people.models import Employee


@dataclass(frozen=True)
class Cell:
    """A member and a nomination; one's own works are in neither number."""

    nomination: Nomination
    done: int
    total: int

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class Progress:
    """A member; a cell is None where he or she does not judge."""

    seat: JuryMember
    cells: list[Cell | None]

    @property
    def total(self) -> int:
        return sum(cell.total for cell in self.cells if cell)

    @property
    def left(self) -> int:
        return self.total - sum(cell.done for cell in self.cells if cell)

    @property
    def hindrance(self) -> str:
        """Why this member cannot judge at all; empty: nothing."""
        employee = self.seat.employee
        if not employee.is_working:
            return "больше не работает: судить не сможет"
        if employee.user_id is None or not employee.user.is_active:
            return "нет учётной записи: судить не сможет"
        return ""


def progress(contest: ContestPage, nominations: list[Nomination]) -> list[Progress]:
    """Each member, in the order of the page; the same number of queries for any jury and any works."""
    people = Prefetch("employee", Employee.objects.select_related("user"))
    seats = JuryMember.objects.filter(contest=contest).prefetch_related(people).order_by("sort_order", "pk")
    chosen = _chosen(contest)
    works, own, said = _works(contest), _own(contest), _said(contest)

    def cell(seat: JuryMember, nomination: Nomination) -> Cell | None:
        if chosen[seat.pk] and nomination.pk not in chosen[seat.pk]:
            return None
        judged = works[nomination.pk] - own[seat.employee_id]
        return Cell(nomination, len(judged & said[seat.pk]), len(judged))

    return [Progress(seat, [cell(seat, nomination) for nomination in nominations]) for seat in seats]


def _chosen(contest: ContestPage) -> dict[int, set[int]]:
    """By member, the nominations ticked."""
    rows = JuryMember.nominations.through.objects.filter(jurymember__contest=contest)
    return _sets(rows.values_list("jurymember", "nomination"))


def _works(contest: ContestPage) -> dict[int, set[int]]:
    """By nomination, the works that are judged."""
    return _sets(Work.objects.accepted().filter(contest=contest).values_list("nomination", "pk"))


def _own(contest: ContestPage) -> dict[int, set[int]]:
    """By employee, the works he or she has made, of those who are in the jury."""
    jury = JuryMember.objects.filter(contest=contest).values("employee")
    works = Work.objects.accepted().filter(contest=contest)
    alone = works.filter(author__in=jury).values_list("author", "pk")
    in_team = works.filter(members__employee__in=jury).values_list("members__employee", "pk")
    return _sets([*alone, *in_team])


def _said(contest: ContestPage) -> dict[int, set[int]]:
    """By member, the works of which something is handed in, an abstention too."""
    handed_in = Review.objects.filter(member__contest=contest, handed_in_at__isnull=False)
    return _sets(handed_in.values_list("member", "work"))


def _sets(pairs) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found
