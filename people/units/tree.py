"""Units with what the tree shows of each: how many people, and who is the head."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from people.directory.facets import unit_counts
from people.models import Employee, Post, Subdivision

MOST_UNITS = 500
MOST_HEADS = 3


@dataclass
class Branch:
    """A unit of the tree. `count` is of people in it and below it."""

    unit: Subdivision
    count: int = 0
    head: Employee | None = None
    branches: list[Branch] = field(default_factory=list)


def company() -> list[Branch]:
    """The upper two levels of the tree."""
    units = list(Subdivision.objects.filter(depth__lte=2).order_by("path")[:MOST_UNITS])
    branches = branches_of(units, depth=2)
    by_path = {branch.unit.path: branch for branch in branches}
    for branch in branches:
        if branch.unit.depth == 2 and (above := by_path.get(branch.unit.path[: -Subdivision.steplen])):
            above.branches.append(branch)
    return [branch for branch in branches if branch.unit.depth == 1]


def below(unit: Subdivision) -> list[Branch]:
    """The units right below this one."""
    return branches_of(list(unit.get_children().order_by("path")[:MOST_UNITS]), depth=unit.depth + 1)


def branches_of(units: list[Subdivision], depth: int) -> list[Branch]:
    """These units with counts and heads: a constant number of queries."""
    counts = unit_counts(working_posts(), depth)
    heads = heads_of(units)
    return [Branch(unit, counts.get(unit.path, 0), next(iter(heads[unit.pk]), None)) for unit in units]


def heads_of(units: list[Subdivision]) -> dict[int, list[Employee]]:
    """Who leads each of these units, the longest in office first."""
    heads = defaultdict(list)
    held = working_posts().filter(subdivision__in=units, is_head=True).order_by("since", "pk")
    people = Employee.objects.with_posts().in_bulk([post.employee_id for post in held])
    for post in held:
        heads[post.subdivision_id].append(people[post.employee_id])
    return heads


def by_town(most: int = 30) -> list[tuple[str, int, list[Subdivision]]]:
    """Each town with how many work there and the upper units that have people in it, the largest town first."""
    posts = working_posts().exclude(place=None)
    counts = posts.values_list("place__town").annotate(count=Count("employee", distinct=True)).order_by("-count")[:most]
    roots = {unit.path: unit for unit in Subdivision.objects.filter(depth=1).order_by("name")}
    present = defaultdict(set)
    for town, path in posts.values_list("place__town", "subdivision__path").distinct():
        present[town].add(path[: Subdivision.steplen])
    return [(town, count, [unit for path, unit in roots.items() if path in present[town]]) for town, count in counts]


def people_of(unit: Subdivision) -> QuerySet[Employee]:
    """Everybody who works in the unit or below it, in alphabetical order."""
    here = Post.objects.current().filter(subdivision__path__startswith=unit.path)
    return Employee.objects.working().filter(pk__in=here.values("employee"))


def towns_of(unit: Subdivision) -> list[tuple[str, int]]:
    """The towns that its people work in, with how many."""
    posts = working_posts().filter(subdivision__path__startswith=unit.path).exclude(place=None)
    return list(
        posts.values_list("place__town")
        .annotate(count=Count("employee", distinct=True))
        .order_by("-count")[:MOST_UNITS]
    )


def working_posts() -> QuerySet[Post]:
    """Present posts of people who have not left."""
    return Post.objects.current().filter(Q(employee__in=Employee.objects.working()))
