"""Colleagues chosen by name: for a team, or by a correspondent who files a work for somebody."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from contests.rights import employee_of
from people.finding import matching
from people.models import Employee

# So many are offered of those whom a name fits.
OFFERED = 8
MOST_IN_TEAM = 20
NOBODY = "Никого с таким именем не нашлось. Напишите фамилию или имя, как в справочнике."


def own(request: HttpRequest) -> Employee | None:
    """The employee who is signed in, if he or she still works here."""
    return employee_of(request.user)


def chosen(slugs: Iterable[str]) -> list[Employee]:
    """Those who were ticked, in the order of the alphabet; what is no colleague is passed over."""
    asked = list(dict.fromkeys(slugs))[: MOST_IN_TEAM * 2]
    return list(Employee.objects.working().filter(slug__in=asked).with_posts()) if asked else []


def offered(typed: str, besides: Iterable[Employee] = ()) -> list[Employee]:
    """Those whom these words may mean, the best first."""
    attempt = matching.understand(typed.strip()) if typed.strip() else None
    if attempt is None:
        return []
    known = {person.pk for person in besides}
    found = matching.by_relevance(attempt).with_posts()[: OFFERED + len(known)]
    return [person for person in found if person.pk not in known][:OFFERED]
