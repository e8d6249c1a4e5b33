"""What a query means for people: who fits it, and how well."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from operator import add, or_
from typing import NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from people.finding import spelling
from people.finding.index import COUNTRY_CODES, FULL_NUMBER
from people.models import Employee, SearchWord
from portal import compiled
from portal.search.lexicon import full_names
from portal.search.normal import beginning, nominatives
from portal.search.query import Attempt, attempts, clean

Field = SearchWord.Field
NAMES = (Field.SURNAME, Field.NAME, Field.PATRONYMIC, Field.FORMER_SURNAME)
CALLED_BY = (Field.SURNAME, Field.NAME)
PHONE = re.compile(r"[\d\s()+./-]+")


class Meant(NamedTuple):
    """What a word of a query stands for: whole names, beginnings of names, beginnings of any word."""

    names: tuple[str, ...]
    beginnings: tuple[str, ...]
    commons: tuple[str, ...]

    @classmethod
    def of(cls, alternatives: tuple[str, ...]) -> Meant:
        names = dict.fromkeys(name for word in alternatives for name in names_meant(word))
        commons = dict.fromkeys(other for word in alternatives for other in (word, beginning(word)))
        return cls(tuple(names), alternatives, tuple(commons))


Condition = Callable[[Meant], Q]


def understand(typed: str) -> Attempt | None:
    """The first understanding of what was typed that somebody here fits; None if nobody fits any."""
    return next((attempt for attempt in attempts(clean(typed), respelt) if fitting(attempt).exists()), None)


def narrowed(people: QuerySet[Employee], typed: str) -> QuerySet[Employee]:
    """Those of these people, leavers too, who fit the first understanding of what was typed that anybody of them fits."""
    found = (people.filter(_fits(attempt)) for attempt in attempts(clean(typed), respelt))
    return next((some for some in found if some.exists()), people.none())


def fitting(attempt: Attempt) -> QuerySet[Employee]:
    """Those who work here and fit, in no order."""
    return Employee.objects.working().filter(_fits(attempt))


def by_relevance(attempt: Attempt) -> QuerySet[Employee]:
    """Those who fit: whose names say it first, then whose names begin so, then the others; each in alphabetical order."""
    if not attempt.every:
        return _by_words_said(attempt)
    tier = Case(
        When(_named_by(attempt, named), then=0),
        When(_named_by(attempt, called), then=1),
        default=Value(2),
        output_field=IntegerField(),
    )
    return fitting(attempt).order_by(tier, "sort_key", "pk")


def _by_words_said(attempt: Attempt) -> QuerySet[Employee]:
    """Where any word will do, whoever is found by more of them comes first."""
    one = IntegerField()
    said = [
        Case(When(owners(in_any_way(Meant.of(alternatives))), then=1), default=Value(0), output_field=one)
        for alternatives in attempt.words
    ]
    return fitting(attempt).order_by(reduce(add, said).desc(), "sort_key", "pk")


def respelt(attempt: Attempt) -> Attempt | None:
    """The query with one letter mended in each word that nobody is found by; None if there is nothing to mend."""
    mended = tuple(_mended(alternatives) for alternatives in attempt.words)
    if mended == attempt.words:
        return None
    return Attempt(" ".join(alternatives[0] for alternatives in mended), mended)


def names_meant(word: str) -> tuple[str, ...]:
    """Whole names that a folded word may stand for: itself, other cases, full names of short ones."""
    nominative = (word, *nominatives(word))
    return (*nominative, *(full for name in nominative for full in full_names(name)))


def owners(words: Q) -> Q:
    return Q(pk__in=SearchWord.objects.filter(words).values("employee"))


def named(meant: Meant) -> Q:
    return Q(field__in=NAMES, word__in=meant.names)


def called(meant: Meant) -> Q:
    return named(meant) | Q(_begins(meant.beginnings), field__in=CALLED_BY)


def in_any_way(meant: Meant) -> Q:
    return named(meant) | _begins(meant.commons)


def phone(digits: str) -> Q:
    return Q(field__in=(Field.PHONE, Field.NUMBER), word__begins=digits)


def national(text: str) -> str:
    """Digits from the beginning of a number, or of one of its ends; 8 and +7 before ten more are the same."""
    digits = "".join(filter(str.isdigit, text))
    return digits[1:] if len(digits) == FULL_NUMBER and digits.startswith(COUNTRY_CODES) else digits


def _mended(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    if compiled.rows(_one_in_any_way, *Meant.of(alternatives)):
        return alternatives
    return tuple(dict.fromkeys(other for word in alternatives for other in spelling.near(word))) or alternatives


def _fits(attempt: Attempt) -> Q:
    if PHONE.fullmatch(attempt.text):
        return owners(phone(national(attempt.text)))
    return _named_by(attempt, in_any_way)


def _named_by(attempt: Attempt, condition: Condition) -> Q:
    fits = Q()
    for alternatives in attempt.words:
        fits_word = owners(condition(Meant.of(alternatives)))
        fits = fits & fits_word if attempt.every else fits | fits_word
    return fits


def _begins(beginnings: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(word__begins=letters) for letters in beginnings))


def _one_in_any_way(*groups: tuple[str, ...]) -> QuerySet:
    return SearchWord.objects.filter(in_any_way(Meant(*groups))).values_list("pk")[:1]
