"""People in the search: any part of the name in any order and form, short names, phones, number, position, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value, prefetch_related_objects
from django.db.models.functions import Concat

from people.models import Consent, Employee, Post, Purpose
from portal.search.lexicon import full_names
from portal.search.normal import beginning, nominatives, words
from portal.search.query import Attempt
from portal.search.sources import Match, Rank, Source, Suggestion

# So many are ranked; a query that fits more people says too little for the others to matter.
RANKED = 2000
AMONG_STORIES = 6
PHONE = re.compile(r"[\d\s()+./-]+")
SHORTEST_PHONE = 3
NAMES = ("surname", "name", "patronymic", "former_surname")


@dataclass(frozen=True)
class Face:
    """What a suggestion shows of a person; `portrait` is None where there is no consent."""

    full_name: str
    portrait: object | None


def find(attempt: Attempt) -> list[Match]:
    """Those who work here, by name first, then by what else is known of them; the same names in alphabetical order."""
    return [Match("people", pk, rank) for rank, pk in _ranked(attempt)]


def cards(keys: Sequence[int], attempt: Attempt) -> list[tuple[Employee, str]]:
    """People with what they do and where."""
    found = Employee.objects.with_posts().in_bulk(keys)
    return [(found[key], _work(found[key].current_posts)) for key in keys if key in found]


def suggest(attempt: Attempt, limit: int) -> list[Suggestion]:
    """The first people with faces: one query to find them, one for them, one for their pictures."""
    keys = [pk for _, pk in _ranked(attempt)[:limit]]
    found = _with_what_a_line_shows().in_bulk(keys)
    shown = [found[key] for key in keys if key in found]
    prefetch_related_objects([person.photo for person in shown if person.photo], "renditions")
    return [_line(person) for person in shown]


def _line(person: Employee) -> Suggestion:
    portrait = person.photo if person.may_be_shown else None
    note = ", ".join(filter(None, [person.position, person.town]))
    return Suggestion(person.full_name, person.get_absolute_url(), note, Face(person.full_name, portrait))


def _with_what_a_line_shows() -> QuerySet:
    post = Post.objects.current().filter(employee=OuterRef("pk")).order_by("pk")[:1]
    consent = Consent.objects.given().filter(employee=OuterRef("pk"), purpose=Purpose.PHOTO)
    return Employee.objects.select_related("photo").annotate(
        position=Subquery(post.values("position")),
        town=Subquery(post.values("place__town")),
        may_be_shown=Exists(consent),
    )


def _work(posts: list[Post]) -> str:
    return ", ".join(filter(None, [posts[0].position, posts[0].place and posts[0].place.town])) if posts else ""


def _ranked(attempt: Attempt) -> list[tuple[Rank, int]]:
    found = _fitting(attempt).order_by("pk").values_list("pk", *NAMES)[:RANKED]
    rows = sorted((*_rank(words(" ".join(names)), attempt), *words(" ".join(names)), pk) for pk, *names in found)
    return [(row[0], row[-1]) for row in rows]


def _fitting(attempt: Attempt) -> QuerySet:
    people = Employee.objects.working().annotate(key=_spaced_key())
    if PHONE.fullmatch(attempt.text):
        return people.filter(_phone(attempt.text))
    conditions = Q()
    for alternatives in attempt.words:
        condition = Q()
        for word in alternatives:
            condition |= _word(word)
        conditions = conditions & condition if attempt.every else conditions | condition
    return people.filter(conditions)


def _spaced_key() -> Concat:
    return Concat(Value(" "), "search_key", Value(" "), output_field=TextField())


def _phone(text: str) -> Q:
    """Digits anywhere in a number; 8 and +7 before eleven are the same."""
    digits = "".join(filter(str.isdigit, text))
    if len(digits) < SHORTEST_PHONE:
        return Q(key__contains=f" {digits}")
    return Q(key__contains=digits[1:] if len(digits) == 11 and digits[0] in "78" else digits)


def _word(word: str) -> Q:
    condition = Q(key__contains=f" {word}") | Q(key__contains=f" {beginning(word)}")
    for name in _names_meant(word):
        condition |= Q(key__contains=f" {name} ")
    return condition


def _names_meant(word: str) -> tuple[str, ...]:
    """Whole names that a word may stand for: other cases, full names of short ones."""
    nominative = (word, *nominatives(word))
    return (*nominative, *(full for name in nominative for full in full_names(name)))


def _rank(names: list[str], attempt: Attempt) -> tuple[Rank, int]:
    """How well the query fits the name, and how many of its words the name does not have to the letter."""
    literal = [any(word in names for word in alternatives) for alternatives in attempt.words]
    named = [
        any(name in names for word in alternatives for name in _names_meant(word)) for alternatives in attempt.words
    ]
    begun = [any(name.startswith(alternatives) for name in names) for alternatives in attempt.words]
    return Rank.of(named, begun), literal.count(False)


SOURCE = Source(
    name="people",
    kinds=lambda: {"people": "Люди"},
    find=find,
    cards=cards,
    suggest=suggest,
    template="people/found.html",
    among_others=AMONG_STORIES,
)
