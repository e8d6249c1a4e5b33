"""What a query means for people: who fits it, and how well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from people.finding import spelling
from people.finding.index import COUNTRY_CODES, FULL_NUMBER
from people.models import Employee, SearchWord
from portal.search.lexicon import full_names
from portal.search.normal import beginning, nominatives
from portal.search.query import Attempt, attempts, clean

Field = SearchWord.Field
NAMES = (Field.SURNAME, Field.NAME, Field.PATRONYMIC, Field.FORMER_SURNAME)
CALLED_BY = (Field.SURNAME, Field.NAME)
PHONE = re.compile(r"[\d\s()+./-]+")

Condition = Callable[[str], Q]


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
    tier = Case(
        When(_named_by(attempt, _named), then=0),
        When(_named_by(attempt, _called), then=1),
        default=Value(2),
        output_field=IntegerField(),
    )
    return fitting(attempt).order_by(tier, "sort_key", "pk")


def tiers(attempt: Attempt, most: int) -> Iterator[QuerySet[Employee]]:
    """Some who fit, the best ways to fit first, for somebody who is still typing: of many the database need not see all."""
    if PHONE.fullmatch(attempt.text):
        yield fitting(attempt).order_by("pk")[:most]
        return
    for condition in (_named, _called, _in_any_way):
        yield _fitting(attempt, condition).order_by("pk")[:most]


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


def _mended(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    if SearchWord.objects.filter(_any(_in_any_way, alternatives)).exists():
        return alternatives
    return tuple(dict.fromkeys(other for word in alternatives for other in spelling.near(word))) or alternatives


def _fits(attempt: Attempt) -> Q:
    if PHONE.fullmatch(attempt.text):
        return _owners(_phone(attempt.text))
    return _named_by(attempt, _in_any_way)


def _fitting(attempt: Attempt, condition: Condition) -> QuerySet[Employee]:
    return Employee.objects.working().filter(_named_by(attempt, condition))


def _named_by(attempt: Attempt, condition: Condition) -> Q:
    fits = Q()
    for alternatives in attempt.words:
        fits_word = _owners(_any(condition, alternatives))
        fits = fits & fits_word if attempt.every else fits | fits_word
    return fits


def _owners(words: Q) -> Q:
    return Q(pk__in=SearchWord.objects.filter(words).values("employee"))


def _any(condition: Condition, alternatives: tuple[str, ...]) -> Q:
    fits = Q()
    for word in alternatives:
        fits |= condition(word)
    return fits


def _named(word: str) -> Q:
    return Q(field__in=NAMES, word__in=names_meant(word))


def _called(word: str) -> Q:
    return _named(word) | Q(field__in=CALLED_BY, word__begins=word)


def _in_any_way(word: str) -> Q:
    beginnings = {word, beginning(word)}
    fits = Q(field__in=NAMES, word__in=names_meant(word))
    for letters in beginnings:
        fits |= Q(word__begins=letters)
    return fits


def _phone(text: str) -> Q:
    """Digits from the beginning of a number, or of one of its ends; 8 and +7 before ten more are the same."""
    digits = "".join(filter(str.isdigit, text))
    national = digits[1:] if len(digits) == FULL_NUMBER and digits.startswith(COUNTRY_CODES) else digits
    return Q(field__in=(Field.PHONE, Field.NUMBER), word__begins=national)
