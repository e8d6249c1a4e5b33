"""What a contest has gathered, from the database to the formula, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from contests.models import ContestPage, Score, Work
from contests.results.formula import Candidate, Points, Standing, mark, standings
from contests.voting.counting import tallies


def marks(contest: ContestPage) -> dict[int, list[Fraction]]:
    """By work, the marks of the members who have handed in and did not abstain."""
    scores = Score.objects.filter(
        review__work__contest=contest, review__handed_in_at__isnull=False, review__abstained=False
    )
    rows = scores.values_list("review", "review__work", "points", "criterion__most", "criterion__weight")
    by_review: dict[tuple[int, int], list[Points]] = defaultdict(list)
    for review, work, points, most, weight in rows:
        by_review[work, review].append(Points(points, most, weight))
    found = defaultdict(list)
    for (work, _), given in by_review.items():
        found[work].append(mark(given))
    return found


def all_standings(contest: ContestPage) -> dict[int, list[Standing]]:
    """By nomination, in the order of the contest; works that are not accepted any more take no part."""
    marked, voted = marks(contest), tallies(contest)
    tally_of = {tally.work: tally for found in voted.values() for tally in found}
    works = Work.objects.accepted().filter(contest=contest).order_by("nomination__sort_order", "number")
    by_nomination: dict[int, list[Candidate]] = defaultdict(list)
    for work, nomination in works.values_list("pk", "nomination"):
        tally = tally_of.get(work)
        votes, share = (tally.votes, tally.share) if tally else (0, Fraction(0))
        by_nomination[nomination].append(Candidate(work, votes, share, tuple(marked.get(work, ()))))
    return {nomination: standings(found, contest.people_share) for nomination, found in by_nomination.items()}
