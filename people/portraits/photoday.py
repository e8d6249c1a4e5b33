"""The photo day: who at a place has no portrait yet, and whose face is in a file by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from people import names
from people.models import Employee, Place, Post, Subdivision
from portal.search.normal import fold, words
from portal.typography import grouped
from portal.uploads.names import visible

DEPTH = 3
MOST_UNITS = 500


@dataclass(frozen=True)
class Scope:
    """A town, a subdivision with all below it, both, or everybody."""

    town: str
    unit: Subdivision | None

    @classmethod
    def of(cls, query: QueryDict) -> Scope:
        unit = Subdivision.objects.filter(slug=query["unit"]).first() if query.get("unit") else None
        return cls(query.get("town", "")[:80], unit)

    def people(self) -> QuerySet[Employee]:
        """Those who work there now."""
        there = Post.objects.current().filter(employee=OuterRef("pk"))
        if self.town:
            there = there.filter(place__town=self.town)
        if self.unit:
            there = there.filter(subdivision__path__startswith=self.unit.path)
        everybody = Employee.objects.working()
        return everybody.filter(Exists(there)) if self.town or self.unit else everybody

    def without_portrait(self) -> QuerySet[Employee]:
        return self.people().filter(photo=None).order_by("surname", "name", "number")

    def progress(self) -> Progress:
        return Progress(**self.people().aggregate(everybody=Count("pk"), shown=Count("pk", filter=~Q(photo=None))))

    def as_query(self) -> str:
        """For links, with «&» behind it; empty for everybody."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in (("town", self.town), ("unit", self.unit_slug)) if value})
        return query.urlencode() + "&" if query else ""

    @property
    def unit_slug(self) -> str:
        return self.unit.slug if self.unit else ""

    def __str__(self):
        return ", ".join(filter(None, [self.town, str(self.unit or "")])) or "Вся компания"


@dataclass(frozen=True)
class Progress:
    """How many work there and how many of them have a portrait."""

    everybody: int
    shown: int

    @property
    def percent(self) -> int:
        return 100 * self.shown // self.everybody if self.everybody else 0

    @property
    def said(self) -> str:
        """«12 из 40»."""
        return f"{grouped(self.shown)} из {grouped(self.everybody)}"


def towns() -> list[str]:
    return list(Place.objects.order_by("town").values_list("town", flat=True).distinct())


def units() -> list[tuple[str, str]]:
    """Slug and name of the upper units, set in by their depth."""
    upper = Subdivision.objects.filter(depth__lte=DEPTH).order_by("path")[:MOST_UNITS]
    return [(unit.slug, "\u2003" * (unit.depth - 1) + unit.name) for unit in upper]


@dataclass(frozen=True)
class Match:
    """A file and the person its name speaks of, or why nobody is sure."""

    filename: str
    employee_pk: int | None
    why_not: str = ""


def match_names(filenames: Iterable[str], people: Iterable[tuple[int, str, str, str]]) -> list[Match]:
    """Whose each file is, by personnel number or by surname and as much of the name as namesakes need.

    People are (pk, number, surname, name). A file or a person found twice is nobody's: HR looks for itself.
    """
    book = _Book(people)
    found = [book.match(filename) for filename in filenames]
    times = defaultdict(int)
    for match in found:
        times[match.employee_pk] += 1
    return [_alone(match) if times[match.employee_pk] > 1 else match for match in found]


def _alone(match: Match) -> Match:
    if match.employee_pk is None:
        return match
    return Match(match.filename, None, "несколько файлов одного человека: оставьте один")


class _Book:
    """People by the words a file's name may hold; Latin letters as well as Russian ones."""

    def __init__(self, people: Iterable[tuple[int, str, str, str]]):
        self.numbers: dict[str, set[int]] = defaultdict(set)
        self.surnames: dict[str, set[int]] = defaultdict(set)
        self.given: dict[int, frozenset[str]] = {}
        for pk, number, surname, name in people:
            self.numbers[fold(number)].add(pk)
            for spelling in _spellings(surname):
                self.surnames[spelling].add(pk)
            self.given[pk] = _spellings(name)

    def match(self, filename: str) -> Match:
        shown = visible(filename)
        stem = PurePath(shown.replace("\\", "/")).stem
        found = self._by_number(stem) or self._by_surname(stem)
        if len(found) == 1:
            return Match(shown, next(iter(found)))
        return Match(shown, None, "несколько однофамильцев" if found else "в имени файла нет ни номера, ни фамилии")

    def _by_number(self, stem: str) -> set[int]:
        tokens = [fold(stem).strip(), *fold(stem).replace("_", " ").split(), *words(stem)]
        return set().union(*(self.numbers.get(token, set()) for token in tokens))

    def _by_surname(self, stem: str) -> set[int]:
        tokens = [fold(part) for part in stem.replace("_", " ").replace(".", " ").split()] + words(stem)
        found = set().union(*(self.surnames.get(token, set()) for token in tokens))
        named = {pk for pk in found if self.given[pk] & set(tokens)}
        return named or found


def _spellings(name: str) -> frozenset[str]:
    return frozenset({fold(name), names.slug(name, "")})
