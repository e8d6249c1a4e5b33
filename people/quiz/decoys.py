"""The wrong choices: of the same sex and about the same age, so that it is the face that decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from django.db.models import QuerySet

from people.models import Employee, Subdivision
from people.quiz.pool import askable, chance_start, take, within

COUNT = 3
POOL = 12
NEAR = timedelta(days=8 * 365)


def decoys(
    subject: Employee,
    chance: Random,
    *,
    player: Employee | None = None,
    town: str = "",
    unit: Subdivision | None = None,
    count: int = COUNT,
) -> list[Employee]:
    """At most so many, never a namesake of the subject: near in age from the scope, then from everywhere, then of any age."""
    peers = _peers(subject, player)
    near = _near_in_age(peers, subject)
    start = chance_start(chance)
    tiers = [within(near, town, unit), near, peers] if town or unit else [near, peers]
    chosen: list[Employee] = []
    for people in tiers:
        if len(chosen) < count:
            found = take(people, POOL, start)
            chance.shuffle(found)
            chosen = _joined(subject, chosen, found)[:count]
    return chosen


def choices(subject: Employee, chance: Random, **where) -> list[Employee]:
    """The right one among the decoys, in the order of chance."""
    people = [subject, *decoys(subject, chance, **where)]
    chance.shuffle(people)
    return people


def _peers(subject: Employee, player: Employee | None) -> QuerySet[Employee]:
    others = askable().filter(sex=subject.sex).select_related("photo")
    others = others.exclude(surname=subject.surname, name=subject.name)  # the subject and all namesakes
    return others.exclude(pk=player.pk) if player else others


def _near_in_age(people: QuerySet[Employee], subject: Employee) -> QuerySet[Employee]:
    if subject.birth_date is None:
        return people
    return people.filter(birth_date__range=(subject.birth_date - NEAR, subject.birth_date + NEAR))


def _joined(subject: Employee, chosen: list[Employee], found: Iterable[Employee]) -> list[Employee]:
    """No shown name twice; those with the subject's surname last."""
    names = {subject.full_name} | {person.full_name for person in chosen}
    joined = list(chosen)
    for person in sorted(found, key=lambda one: one.surname == subject.surname):
        if person.full_name not in names:
            names.add(person.full_name)
            joined.append(person)
    return joined
