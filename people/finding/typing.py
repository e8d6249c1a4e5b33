"""Whom somebody may mean who is still typing: some who fit, found in a few compiled queries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from people.finding import matching
from people.finding.matching import Condition, Meant
from people.models import Employee, SearchWord
from portal import compiled
from portal.search.query import Attempt

# What `some_who_fit` tells of each: enough to say how well the name fits.
COLUMNS = ("pk", "sort_key", "surname", "name", "patronymic", "former_surname")
RANKED_WHILE_TYPING = 40
# Of one short word thousands may be found by: so many of them are looked at.
BY_ONE_WORD = 300


def some_who_fit(attempt: Attempt) -> Iterator[list[tuple]]:
    """Rows of `COLUMNS` of some who fit, the best ways to fit first: of many the database need not see all."""
    if matching.PHONE.fullmatch(attempt.text):
        yield compiled.rows(_some_by_phone, [matching.national(attempt.text)])
        return
    groups = [group for alternatives in attempt.words for group in Meant.of(alternatives)]
    for tier in (_some_named, _some_called, _some_in_any_way):
        yield compiled.rows(tier, *groups)


def _some_by_phone(digits: tuple[str, ...]) -> QuerySet:
    return _some(Q(pk__in=_owners_at_once(matching.phone(*digits))))


def _some_named(*groups: tuple[str, ...]) -> QuerySet:
    return _some_fitting(matching.named, groups)


def _some_called(*groups: tuple[str, ...]) -> QuerySet:
    return _some_fitting(matching.called, groups)


def _some_in_any_way(*groups: tuple[str, ...]) -> QuerySet:
    return _some_fitting(matching.in_any_way, groups)


def _some_fitting(condition: Condition, groups: tuple[tuple[str, ...], ...]) -> QuerySet:
    """The groups are those of `Meant`, three a word."""
    one, *others = [condition(Meant(*groups[start : start + 3])) for start in range(0, len(groups), 3)]
    if not others:
        return _some(Q(pk__in=_owners_at_once(one)))
    return _some(reduce(and_, map(matching.owners, (one, *others))))


def _some(fits: Q) -> QuerySet:
    return Employee.objects.working().filter(fits).order_by("pk").values_list(*COLUMNS)[:RANKED_WHILE_TYPING]


def _owners_at_once(words: Q) -> QuerySet:
    return SearchWord.objects.filter(words).values("employee")[:BY_ONE_WORD]
