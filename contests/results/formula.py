"""From votes and scores to places: pure, exact, and the same as the rule told to everybody in `RULE`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean, median

# The written rule. Tests hold the code to each of its sentences.
RULE = (
    "Голоса: сколько долей набрала работа по сравнению с первой в номинации. "
    "Жюри: средняя оценка по сравнению с лучшей в номинации; кто не судил работу, в среднем не участвует. "
    "Итог складывается в объявленных долях. "
    "При равенстве выше та, у которой лучше оценка жюри, потом та, у которой больше голосов; если равно и это, место общее."
)


@dataclass(frozen=True)
class Points:
    """One criterion: points given, the most that could be, and its weight."""

    points: int
    most: int
    weight: int


@dataclass(frozen=True)
class Candidate:
    """What a work has gathered: votes, its share of them (0 … 1), and the marks of the jury's members (0 … 1 each)."""

    work: int
    votes: int = 0
    share: Fraction = Fraction(0)
    marks: tuple[Fraction, ...] = ()

    @property
    def mean(self) -> Fraction:
        return mean(self.marks) if self.marks else Fraction(0)

    @property
    def median(self) -> Fraction:
        return median(self.marks) if self.marks else Fraction(0)


@dataclass(frozen=True)
class Standing:
    """A candidate and what came of it. `total` is 0 … 1; `place` counts from one, shared places are equal."""

    candidate: Candidate
    total: Fraction
    place: int


def mark(scores: Iterable[Points]) -> Fraction:
    """A member's scores of one work as one mark, 0 … 1: each criterion by its part of the most, weighted."""
    found = list(scores)
    whole = sum(score.weight for score in found)
    gained = sum((Fraction(score.points * score.weight, score.most) for score in found), Fraction(0))
    return gained / whole if whole else Fraction(0)


def standings(candidates: Iterable[Candidate], people_share: int) -> list[Standing]:
    """The best first; `people_share` is per cent of the total that votes decide."""
    found = list(candidates)
    most_share = max((candidate.share for candidate in found), default=Fraction(0))
    best_mean = max((candidate.mean for candidate in found), default=Fraction(0))
    people = Fraction(people_share, 100)

    def total(candidate: Candidate) -> Fraction:
        return people * _to_best(candidate.share, most_share) + (1 - people) * _to_best(candidate.mean, best_mean)

    return _placed({candidate: total(candidate) for candidate in found})


def _to_best(value: Fraction, best: Fraction) -> Fraction:
    return value / best if best else Fraction(0)


def _placed(totals: Mapping[Candidate, Fraction]) -> list[Standing]:
    def rank(candidate: Candidate) -> tuple:
        return -totals[candidate], -candidate.mean, -candidate.votes

    ordered = sorted(totals, key=lambda candidate: (*rank(candidate), candidate.work))
    placed: list[Standing] = []
    for number, candidate in enumerate(ordered, start=1):
        shared = placed and rank(placed[-1].candidate) == rank(candidate)
        placed.append(Standing(candidate, totals[candidate], placed[-1].place if shared else number))
    return placed
