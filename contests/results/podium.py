"""The winners of a contest with their faces and pictures: for its pages, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from contests.gallery.naming import Makers, makers
from contests.gallery.showing import Plate, called, fetched, plate, url_of
from contests.models import Award, ContestPage, Nomination, Work

PART = "contests/results/part.html"


@dataclass(frozen=True)
class Winner:
    """A work on the podium. `votes` is None where votes decided nothing."""

    award: Award
    work: Work
    url: str
    alt: str
    makers: Makers
    plate: Plate | None
    votes: int | None


@dataclass
class Podium:
    """The winners of a nomination: places in order, then prizes with names of their own."""

    nomination: Nomination
    places: list[Winner] = field(default_factory=list)
    prizes: list[Winner] = field(default_factory=list)


def part(contest: ContestPage) -> tuple[str, dict] | None:
    """For the page of the contest; nothing before the results are known."""
    found = podiums(contest)
    return (PART, {"contest": contest, "podiums": found}) if found else None


def podiums(contest: ContestPage) -> list[Podium]:
    """By nomination; those without winners are left out."""
    return of_contests([contest]).get(contest.pk, []) if contest.outcome_known else []


def of_contests(contests: Sequence[ContestPage]) -> dict[int, list[Podium]]:
    """The podiums of contests whose results are known, by contest, in as many queries as those of one."""
    by_pk = {contest.pk: contest for contest in contests}
    awards = Award.objects.filter(nomination__contest__in=by_pk).select_related("nomination")
    awards = list(awards.order_by("nomination__sort_order", "nomination", "place", "pk"))
    works = {work.pk: work for work in fetched([award.work_id for award in awards], with_people=True)}
    votes = {pk: votes_told(contest) for pk, contest in by_pk.items()}
    found: dict[int, dict[int, Podium]] = defaultdict(dict)
    for award in awards:
        pk = award.nomination.contest_id
        podium = found[pk].setdefault(award.nomination_id, Podium(award.nomination))
        winner = _winner(by_pk[pk], award, works[award.work_id], votes[pk])
        (podium.places if award.place else podium.prizes).append(winner)
    return {pk: list(of_one.values()) for pk, of_one in found.items()}


def votes_told(contest: ContestPage) -> dict[int, int]:
    """By work, as they were counted when the results were made known; empty where votes decided nothing."""
    count = contest.outcome.count
    if not contest.has_vote:
        return {}
    return {row["work"]: row["votes"] for nomination in count.get("nominations", []) for row in nomination["works"]}


def _winner(contest: ContestPage, award: Award, work: Work, votes: dict[int, int]) -> Winner:
    plates = [plate(row.picture) for row in work.pictures.all()[:1]]
    return Winner(
        award=award,
        work=work,
        url=url_of(contest, work),
        alt=called(work),
        makers=makers(work, hidden=False),
        plate=plates[0] if plates else None,
        votes=votes.get(work.pk),
    )
