"""Who may be asked about, where, and how some of them are taken by chance without sorting the whole company."""

from __future__ import annotations

from random import Random

from django.db.models import Exists, Max, OuterRef, QuerySet

from people.models import Consent, Employee, Post, Purpose, Subdivision

PURPOSES = (Purpose.PHOTO, Purpose.QUIZ)


def agreed() -> QuerySet[Employee]:
    """Those who work here and whose consents to the portrait and to the quiz both stand."""
    found = Employee.objects.working()
    for purpose in PURPOSES:
        found = found.filter(Exists(Consent.objects.given().filter(employee=OuterRef("pk"), purpose=purpose)))
    return found


def askable() -> QuerySet[Employee]:
    """Those who agreed and have a photo: their `photo` may be shown as it is."""
    return agreed().exclude(photo=None)


def about(people: QuerySet[Employee]) -> Exists:
    """Whether the `subject` of a row is one of these: looked up for each row, never listed for all the company."""
    return Exists(people.filter(pk=OuterRef("subject")))


def within(people: QuerySet[Employee], town: str = "", unit: Subdivision | None = None) -> QuerySet[Employee]:
    """Those of them who hold a post in this town and in this unit or below it."""
    if town:
        people = people.filter(_has_post(place__town=town))
    if unit:
        people = people.filter(_has_post(subdivision__path__startswith=unit.path))
    return people


def elsewhere(people: QuerySet[Employee], town: str) -> QuerySet[Employee]:
    """Those of them who do not work in this town; everybody, if the town is not known."""
    return people.exclude(_has_post(place__town=town)) if town else people


def town_of(employee: Employee) -> str:
    """Where a player is at home: the town of the first present post, or nothing."""
    towns = employee.posts.current().exclude(place=None).order_by("pk").values_list("place__town", flat=True)
    return towns.first() or ""


def chance_start(chance: Random) -> int:
    """A key somewhere among those of the employees: where `take` begins."""
    return chance.randint(1, Employee.objects.aggregate(last=Max("pk"))["last"] or 1)


def take(people: QuerySet[Employee], count: int, start: int) -> list[Employee]:
    """So many in the order of their keys from `start` on, round the end to the beginning: no sorting by chance."""
    ordered = people.order_by("pk")
    found = list(ordered.filter(pk__gte=start)[:count])
    if len(found) < count:
        found += ordered.filter(pk__lt=start)[: count - len(found)]
    return found


def _has_post(**where) -> Exists:
    return Exists(Post.objects.current().filter(employee=OuterRef("pk"), **where))
