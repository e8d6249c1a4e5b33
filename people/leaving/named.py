"""Who is named in a text: by name and surname in any case, by initials, or, of the story's own people, by the surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from people.consents.naming import names_somebody
from people.finding.matching import names_meant
from people.gates import agrees
from people.models import Employee, Purpose, SearchWord
from portal.search.normal import fold
from portal.stories import StoryPerson

TOKEN = re.compile(r"[А-ЯЁ]\.|[^\W\d_]+(?:-[^\W\d_]+)*")
# A case may change so many letters at the end of a surname; shorter beginnings fit too many.
ENDING, SHORTEST = 4, 3
# How far from the surname the name or an initial may stand: «Иванов Пётр», «П. А. Иванов».
NEAR = 2
MOST = 2000


def named_in(text: str, people: Iterable[StoryPerson]) -> list[Employee]:
    """Those named who have not agreed to the channel. Where one of several namesakes has agreed, that one is meant."""
    tokens = [token for token in TOKEN.findall(text) if token[0].isupper()]
    found = {person.pk: person for person in (*_of_story(text, people), *_by_full_name(tokens))}
    agreed = Employee.objects.filter(agrees(Purpose.TELEGRAM), pk__in=found)
    meant = {_called(found[pk]) for pk in agreed.values_list("pk", flat=True)}
    return [person for person in found.values() if _called(person) not in meant]


def _of_story(text: str, people: Iterable[StoryPerson]) -> list[Employee]:
    numbers = {person.employee_id for person in people} - {None}
    if not numbers:
        return []
    return [person for person in Employee.objects.filter(pk__in=numbers) if names_somebody(text, person.surname)]


def _by_full_name(tokens: list[str]) -> list[Employee]:
    beginnings = {_beginning(fold(token)) for token in tokens if len(token) > 1 and not token.endswith(".")}
    names = {name for token in tokens if not token.endswith(".") for name in names_meant(fold(token))}
    if not beginnings:
        return []
    surnames = SearchWord.objects.filter(_begins(beginnings), field=SearchWord.Field.SURNAME)
    people = Employee.objects.filter(pk__in=surnames.values("employee"))
    if not any(token.endswith(".") for token in tokens):
        called = SearchWord.objects.filter(field=SearchWord.Field.NAME, word__in=names)
        people = people.filter(pk__in=called.values("employee"))
    return [person for person in people[:MOST] if _is_named(person, tokens)]


def _begins(beginnings: Iterable[str]) -> Q:
    return reduce(or_, (Q(word__begins=letters) for letters in sorted(beginnings)))


def _beginning(word: str) -> str:
    return word[: max(len(word) - ENDING, SHORTEST)]


def _is_named(person: Employee, tokens: list[str]) -> bool:
    """Whether the surname stands in the text with the name or its initial beside it."""
    name = fold(person.name)
    for place, token in enumerate(tokens):
        if names_somebody(token, person.surname):
            beside = tokens[max(place - NEAR, 0) : place] + tokens[place + 1 : place + 1 + NEAR]
            if any(_says(other, name) for other in beside):
                return True
    return False


def _says(token: str, name: str) -> bool:
    if token.endswith("."):
        return fold(token[0]) == name[:1]
    return name in names_meant(fold(token))


def _called(person: Employee) -> tuple[str, str]:
    return fold(person.surname), fold(person.name)
