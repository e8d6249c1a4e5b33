"""The counts beside the filters: how many would be left, each facet counted under all filters but its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from people.directory.filters import Filter, newcomers, people, shown
from people.models import Employee, HelpTopic, Post, Subdivision

MOST_TOWNS = 30
MOST_POSITIONS = 8
MOST_TOPICS = 14
MOST_UNITS = 300
SHOWN_DEPTH = 2
INDENT = "\u2003"


@dataclass(frozen=True)
class Choice:
    """One box to tick: its value in the address, its words, how many people, and whether it is ticked."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facets:
    """All filters of the wall."""

    towns: list[Choice]
    units: list[Choice]
    positions: list[Choice]
    topics: list[Choice]
    new: int
    photo: int


def facets(chosen: Filter) -> Facets:
    """A constant number of queries, whatever is chosen."""
    alike = chosen.without(new=False, photo=False)
    fitting = people(alike).order_by()
    return Facets(
        towns=_towns(chosen),
        units=_units(chosen),
        positions=_positions(chosen),
        topics=_topics(chosen),
        new=fitting.filter(newcomers()).count(),
        photo=fitting.filter(shown()).count(),
    )


def _towns(chosen: Filter) -> list[Choice]:
    posts = _posts_of(people(chosen.without(towns=()))).exclude(place=None)
    counts = _counted(posts, "place__town", MOST_TOWNS)
    return _with_chosen(counts, chosen.towns)


def _positions(chosen: Filter) -> list[Choice]:
    counts = _counted(_posts_of(people(chosen.without(positions=()))), "position", MOST_POSITIONS)
    return _with_chosen(counts, chosen.positions)


def _topics(chosen: Filter) -> list[Choice]:
    rows = HelpTopic.objects.filter(employee__in=_keys(people(chosen.without(topics=()))))
    found = rows.values_list("key", "label").annotate(count=Count("pk")).order_by("-count", "key")[: MOST_TOPICS * 2]
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for key, label, count in found:
        labels.setdefault(key, label)
        counts[key] = counts.get(key, 0) + count
    most = sorted(counts, key=lambda key: -counts[key])[:MOST_TOPICS]
    keys = [*most, *(key for key in chosen.topics if key not in most)]
    return [Choice(key, labels.get(key, key), counts.get(key, 0), key in chosen.topics) for key in keys]


def _units(chosen: Filter) -> list[Choice]:
    """The upper two levels of the tree, and the chosen unit wherever it stands."""
    shown_units = list(Subdivision.objects.filter(depth__lte=SHOWN_DEPTH).order_by("path")[:MOST_UNITS])
    if chosen.unit and chosen.unit not in shown_units:
        shown_units.append(chosen.unit)
    by_path = unit_counts(_posts_of(people(chosen.without(unit=None))), SHOWN_DEPTH)
    return [
        Choice(unit.slug, f"{INDENT * (unit.depth - 1)}{unit.name}", by_path.get(unit.path, 0), unit == chosen.unit)
        for unit in shown_units
    ]


def unit_counts(posts: QuerySet[Post], depth: int) -> dict[str, int]:
    """How many people hold these posts in each unit down to this depth, units below included, by treebeard path."""
    counts: dict[str, int] = {}
    for level in range(1, depth + 1):
        length = level * Subdivision.steplen
        rows = posts.filter(subdivision__depth__gte=level).annotate(above=Substr("subdivision__path", 1, length))
        counts |= dict(rows.values_list("above").annotate(Count("employee", distinct=True)).order_by())
    return counts


def _counted(posts: QuerySet[Post], name: str, most: int) -> dict[str, int]:
    rows = posts.values_list(name).annotate(count=Count("employee", distinct=True)).order_by("-count", name)
    return dict(rows[:most])


def _with_chosen(counts: dict[str, int], chosen: tuple[str, ...]) -> list[Choice]:
    values = [*counts, *(value for value in chosen if value not in counts)]
    return [Choice(value, value, counts.get(value, 0), value in chosen) for value in values]


def _posts_of(found: QuerySet[Employee]) -> QuerySet[Post]:
    return Post.objects.current().filter(employee__in=_keys(found))


def _keys(found: QuerySet[Employee]) -> QuerySet:
    return found.order_by().values("pk")
