"""The settings of a contest in plain words: how it is counted, who may enter, what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from contests.models import ContestPage
from contests.stages import Stage
from portal.dates import NBSP

EQUAL_TOWNS = " Города на равных: голоса считаются долями по городам."


@dataclass(frozen=True)
class Deed:
    """What there is to do at this stage."""

    label: str
    url: str


def formula(contest: ContestPage) -> str:
    """«Итог: 60 % — голоса коллег, 40 % — жюри.»"""
    people = contest.people_share
    if people == 100:
        counted = "Победителя выбирают голоса коллег."
    elif people == 0:
        counted = "Победителя выбирает жюри."
    else:
        counted = f"Итог: {people}{NBSP}% — голоса коллег, {100 - people}{NBSP}% — жюри."
    return counted + EQUAL_TOWNS if contest.weighted and contest.has_vote else counted


def who_enters(contest: ContestPage) -> str:
    """«Сотрудники, команды и семьи с детьми»."""
    kinds = (
        (contest.takes_employees, "сотрудники"),
        (contest.takes_teams, "команды"),
        (contest.takes_families, "дети и внуки сотрудников"),
    )
    named = [name for takes, name in kinds if takes]
    joined = " и ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
    return joined[:1].upper() + joined[1:]


def deed(contest: ContestPage) -> Deed | None:
    """The button of the moment."""
    if contest.outcome_known:
        return Deed("Посмотреть итоги", "#results")
    known = {
        Stage.ENTRIES: Deed("Прислать работу", reverse("contests:enter", args=[contest.slug])),
        Stage.VOTING: Deed("Отдать голос", "#works"),
    }
    return known.get(contest.stage)
