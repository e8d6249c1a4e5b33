"""Who sees the names of a campaign and who enters what was brought: HR, its organiser; heads for their own units."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from contests.models import CampaignPage
from contests.rights import RUN, employee_of
from people.models import Post, Subdivision


def may_organise(user, campaign: CampaignPage) -> bool:
    """HR and the organiser."""
    person = employee_of(user)
    return user.has_perm(RUN) or (person is not None and person.pk == campaign.organiser_id)


def may_enter(user) -> bool:
    """Whether this person leads a unit."""
    return _led_by(user).exists()


def units_for(user, campaign: CampaignPage) -> QuerySet[Subdivision]:
    """The units for which this person may enter a result."""
    if may_organise(user, campaign):
        return Subdivision.objects.order_by("path")
    paths = list(_led_by(user).values_list("subdivision__path", flat=True))
    below = reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk=None))
    return Subdivision.objects.filter(below).order_by("path")


def _led_by(user) -> QuerySet[Post]:
    person = employee_of(user)
    return Post.objects.current().filter(employee=person, is_head=True) if person else Post.objects.none()
