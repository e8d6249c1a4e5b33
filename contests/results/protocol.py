"""The protocol: how each place came about, by numbers of works and with their makers, for the jury to sign."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from contests import plainly
from contests.models import Award, ContestPage, JuryMember, PaperRun, VoteClosing, Work
from contests.papers import runs
from contests.results.formula import RULE
from contests.results.gathering import all_standings
from contests.results.making_known import as_told
from portal import paper


@dataclass(frozen=True)
class Line:
    """A work in the count. Marks and totals are parts of one; the template shows them in per cent."""

    work: Work
    place: int
    votes: int
    share: float
    mean: float
    median: float
    members: int
    total: float


def count(contest: ContestPage) -> list[tuple[str, list[Line]]]:
    """By nomination, the best first: as it was told, or as it would be told now."""
    told = contest.outcome.count if contest.outcome_known else as_told(contest, all_standings(contest))
    works = Work.objects.filter(contest=contest).select_related("author").in_bulk()
    titles = dict(contest.nominations.values_list("pk", "title"))
    return [
        (titles.get(nomination["nomination"], ""), [_line(row, works) for row in nomination["works"]])
        for nomination in told.get("nominations", [])
    ]


def html(contest: ContestPage) -> str:
    """The whole page."""
    context = {
        "contest": contest,
        "count": count(contest),
        "formula": plainly.formula(contest),
        "rule": RULE,
        "closing": VoteClosing.objects.filter(contest=contest).first(),
        "jury": JuryMember.objects.filter(contest=contest).select_related("employee").order_by("-chair", "sort_order"),
        "prizes": Award.objects.filter(nomination__contest=contest, place=None).select_related("work__author"),
        "today": timezone.localdate(),
    }
    return render_to_string("contests/results/protocol.html", context)


def make(run: PaperRun, folder: Path, tell: runs.Tell) -> Path:
    """The file for signature; a page for the browser's printer where PDF cannot be made."""
    if not run.contest.outcome_known:
        raise runs.CannotError("Итоги отозваны.")
    page = html(run.contest)
    made = paper.pdf(page)
    file = folder / ("protocol.html" if made is None else "protocol.pdf")
    file.write_bytes(page.encode() if made is None else made)
    return file


runs.register(PaperRun.Kind.PROTOCOL, "Протокол", make)


def _line(row: dict, works: dict[int, Work]) -> Line:
    known = {key: row[key] for key in ("place", "votes", "share", "mean", "median", "members", "total")}
    return Line(work=works[row["work"]], **known)
