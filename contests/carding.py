"""Contests as cards."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from contests import line, plainly
from contests.cards import AT_MOST, Card, Source
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


def running() -> list[Card]:
    return _cards(ContestPage.objects.running())


def coming() -> list[Card]:
    return _cards(ContestPage.objects.coming())


def over() -> list[tuple[datetime, int]]:
    return list(ContestPage.objects.live().filter(results_from__lte=timezone.now()).values_list("results_from", "pk"))


def _cards(contests) -> list[Card]:
    return [card(contest) for contest in contests.select_related("cover", "outcome").defer_streamfields()[:AT_MOST]]


SOURCE = Source(running, coming, over)
