"""«Узнаёте?»: one face of the day, the same for everybody, so that it may stand on a shared page."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from django.utils import timezone

from people.models import Employee
from people.quiz.answering import token
from people.quiz.decoys import choices
from people.quiz.pool import askable, chance_start, take

NAMES = 3


@dataclass(frozen=True)
class Invite:
    """A colleague who agreed, and the names to choose from with what each is called in the form."""

    person: Employee
    options: list[tuple[str, Employee]]
    right: str

    @property
    def tokens(self) -> set[str]:
        return {name for name, _ in self.options}


def of_the_day() -> Invite | None:
    """The same at every call of a day unless consents change; None: too few have agreed."""
    today = timezone.localdate()
    chance = Random(today.toordinal())
    found = take(askable().select_related("photo"), 1, chance_start(chance))
    people = choices(found[0], chance, count=NAMES - 1) if found else []
    if len(people) < 2:
        return None
    options = [(token(today, person), person) for person in people]
    return Invite(found[0], options, token(today, found[0]))
