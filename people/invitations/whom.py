"""Whom a sheet of invitations is for."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import joining
from people.models import Employee, Post, Subdivision


def welcome() -> QuerySet[Employee]:
    """Everybody who works here and may be invited by HR: neither a closed account nor one that rules over accounts."""
    closed = Q(user__is_active=False)
    return Employee.objects.working().exclude(closed).exclude(user__in=joining.rulers())


def of_subdivision(unit: Subdivision, only_new: bool) -> QuerySet[Employee]:
    """Those of the unit and the units below it; `only_new`: who has no account or has never come in."""
    posts = Post.objects.current().filter(employee=OuterRef("pk"), subdivision__path__startswith=unit.path)
    found = welcome().filter(Exists(posts))
    return found.filter(Q(user=None) | Q(user__last_login=None)) if only_new else found


def with_units(people: QuerySet[Employee]) -> list[Employee]:
    """In the order of the alphabet, with posts, in a constant number of queries."""
    return list(people.with_names_and_posts())
