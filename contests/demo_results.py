"""How the contest of the demo that is over came to its winners: votes, points, results, diplomas."""

from __future__ import annotations

from contests.diplomas.issuing import issue
from contests.diplomas.recipients import waiting
from contests.models import (
    ContestPage,
    CountedBallot,
    DiplomaTemplate,
    JuryMember,
    Outcome,
    ResultsPage,
    Review,
    Score,
    Work,
)
from contests.results.making_known import make_known
from contests.voting.closing import close


def finish(contest: ContestPage, rows: list[dict]) -> None:
    """As the clock and HR would have done it at the hour of results; `rows` are those of the works, in their order."""
    close(contest)
    for work, row in zip(contest.works.order_by("number"), rows, strict=True):
        CountedBallot.objects.bulk_create(_votes(work, row["votes"]))
        for member, points in zip(contest.jury.all(), row["points"], strict=True):
            _judge(contest, member, work, points)
    make_known(contest, None)
    Outcome.objects.filter(contest=contest).update(known_at=contest.results_from)
    ResultsPage.objects.child_of(contest).update(first_published_at=contest.results_from)
    for template in DiplomaTemplate.objects.all():
        issue(contest, template, waiting(contest, template), None)


def _votes(work: Work, number: int) -> list[CountedBallot]:
    return [CountedBallot(nomination_id=work.nomination_id, work=work) for _ in range(number)]


def _judge(contest: ContestPage, member: JuryMember, work: Work, points: list[int]) -> None:
    review = Review.objects.create(member=member, work=work, handed_in_at=contest.results_from)
    for criterion, given in zip(contest.criteria.all(), points, strict=True):
        Score.objects.create(review=review, criterion=criterion, points=given)
