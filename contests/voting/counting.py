"""Counting a closed vote: one GROUP BY, then shares. Where towns weigh the same, a work's share is the mean of its shares in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from contests.models import ContestPage, CountedBallot, Work


@dataclass(frozen=True)
class Tally:
    """What the people gave a work: votes, and its part of all votes of the nomination (0 … 1)."""

    work: int
    votes: int
    share: Fraction


def tallies(contest: ContestPage) -> dict[int, list[Tally]]:
    """By nomination, the most voted first. Votes for works that have left the contest since do not count."""
    counted = CountedBallot.objects.filter(nomination__contest=contest, work__state=Work.State.ACCEPTED)
    rows = counted.values_list("nomination", "work", "stratum").annotate(Count("pk")).order_by()
    by_nomination: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for nomination, work, stratum, votes in rows:
        by_nomination[nomination].append((work, stratum, votes))
    return {nomination: shares(found) for nomination, found in by_nomination.items()}


def shares(rows: Iterable[tuple[int, str, int]]) -> list[Tally]:
    """From (work, town, votes) to shares. Without towns all votes are of one town, so it is the plain part. Pure."""
    votes: dict[int, int] = defaultdict(int)
    in_town: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for work, town, number in rows:
        votes[work] += number
        in_town[town][work] += number
    found = [Tally(work, number, _mean_share(work, in_town)) for work, number in votes.items()]
    return sorted(found, key=lambda tally: (-tally.share, -tally.votes, tally.work))


def _mean_share(work: int, in_town: dict[str, dict[int, int]]) -> Fraction:
    parts = [Fraction(of.get(work, 0), sum(of.values())) for of in in_town.values()]
    return sum(parts, Fraction()) / len(parts)
