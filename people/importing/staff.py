"""The staff as it stands, read once in a few queries and kept in tuples: fifty thousand instances would not fit."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from anyascii import anyascii
from django.utils.text import slugify

from people import names
from people.importing.labels import FIELDS
from people.models import Employee, Place, Post, Subdivision

LONGEST_SLUG = 120


class Held(NamedTuple):
    """A present post."""

    pk: int
    position: str
    subdivision_id: int
    place_id: int | None


@dataclass(slots=True)
class Known:
    """An employee of the portal: the values of FIELDS in their order, the manager by number, the present posts."""

    pk: int
    values: tuple
    manager: str
    posts: tuple[Held, ...]


class Units:
    """The tree of subdivisions by path; makes what is missing."""

    def __init__(self):
        self.by_path: dict[tuple[str, ...], Subdivision] = {}
        self.made: list[int] = []
        names_by_treebeard_path = {}
        for unit in Subdivision.objects.order_by("path"):
            parent = names_by_treebeard_path.get(unit.path[: -Subdivision.steplen], ())
            names_by_treebeard_path[unit.path] = (*parent, unit.name)
            self.by_path[(*parent, unit.name)] = unit
        self.slugs = {unit.slug for unit in self.by_path.values()}
        self.by_pk = {unit.pk: unit for unit in self.by_path.values()}

    def of(self, path: tuple[str, ...]) -> Subdivision:
        if path not in self.by_path:
            unit = self.by_path[path] = self._make(path)
            self.by_pk[unit.pk] = unit
            self.made.append(unit.pk)
        return self.by_path[path]

    def _make(self, path: tuple[str, ...]) -> Subdivision:
        base = slugify(anyascii(" ".join(path)))[:100] or "unit"
        unit = Subdivision(name=path[-1], slug=free_slug(base, self.slugs))
        if len(path) == 1:
            return Subdivision.add_root(instance=unit)
        # Fetched anew: treebeard keeps the number of children on the instance.
        return Subdivision.objects.get(pk=self.of(path[:-1]).pk).add_child(instance=unit)


class Staff:
    """Everything that an import compares with."""

    def __init__(self):
        self.units = Units()
        self.places = {place.pk: place for place in Place.objects.all()}
        self.towns = {place.town: place.pk for place in self.places.values() if not place.address}
        posts, shared = defaultdict(tuple), _sharing()
        current = Post.objects.current().order_by("pk")
        for employee_id, pk, position, *where in current.values_list("employee_id", *Held._fields).iterator():
            posts[employee_id] += (Held(pk, shared(position), *where),)
        columns = Employee.objects.values_list("number", "pk", "slug", "manager__number", *FIELDS)
        # Who wrote the mobile: a file says nothing of it.
        own = Employee.objects.exclude(mobile_written_at=None)
        self.own_mobiles = set(own.order_by().values_list("number", flat=True))
        self.known: dict[str, Known] = {}
        self.slugs: set[str] = set()
        for number, pk, slug, manager, *values in columns.order_by().iterator():
            self.known[number] = Known(pk, tuple(map(shared, values)), shared(manager or ""), posts.pop(pk, ()))
            self.slugs.add(slug)

    def new_slug(self, surname: str, name: str, number: str) -> str:
        """The address of a new person: the name, with the number for a namesake."""
        slug = names.slug(surname, name)
        if slug in self.slugs:
            slug = f"{slug}-{slugify(anyascii(number))}"[: LONGEST_SLUG - 10]
        return free_slug(slug, self.slugs)


def _sharing() -> Callable[[object], object]:
    """Answers with the first of equal values: what stands in many rows, and in the file too, stands in memory once."""
    seen: dict[object, object] = {}
    return lambda value: sys.intern(value) if isinstance(value, str) else seen.setdefault(value, value)


def free_slug(base: str, taken: set[str]) -> str:
    """The first of «base», «base-2», … that is free; it is taken then."""
    slug = next(name for name in _numbered(base) if name not in taken)
    taken.add(slug)
    return slug


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
