"""Contests as cards."""

from __future__ import annotations

from contests import line, plainly
from contests.cards import Card, Source
from contests.models import ContestPage


def card(contest: ContestPage) -> Card:
    rest = line.left(contest)
    return Card(
        kicker=line.goes_on(contest),
        title=contest.title,
        lead=contest.lead,
        url=contest.url,
        cover=contest.cover,
        until=rest.until if rest else contest.results_from,
        steps=line.steps(contest),
        left=rest,
        deed=plainly.deed(contest),
    )


SOURCE = Source(ContestPage.objects, card, "results_from", ("cover", "outcome"))
