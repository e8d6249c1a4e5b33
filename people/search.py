"""People in the search: any part of the name in any order and form, short names, phones, number, position, unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from people.finding import matching, typing
from people.models import Consent, Employee, Post, Purpose
from portal import compiled
from portal.images import SPECS, Picture, PictureRendition
from portal.search.normal import words
from portal.search.query import Attempt
from portal.search.sources import Match, Rank, Source, Suggestion

# So many are ranked; a query that fits more people says too little for the others to matter.
RANKED = 1000
AMONG_STORIES = 6

Ranked = list[tuple[Rank, int]]


@dataclass(frozen=True)
class Face:
    """What a suggestion shows of a person; `portrait` is None where there is no consent."""

    full_name: str
    portrait: object | None


def find(attempt: Attempt) -> list[Match]:
    """Those who work here, by name first, then by what else is known of them; the same names in alphabetical order."""
    rows = matching.by_relevance(attempt).values_list(*typing.COLUMNS)[:RANKED]
    return [Match("people", pk, rank) for rank, pk in _ranked(rows, attempt)]


def cards(keys: Sequence[int], attempt: Attempt) -> list[tuple[Employee, str]]:
    """People with what they do and where."""
    found = Employee.objects.with_posts().in_bulk(keys)
    return [(found[key], _work(found[key].current_posts)) for key in keys if key in found]


def suggest(attempt: Attempt, limit: int) -> list[Suggestion]:
    """The first people with faces; if nobody is called so, those whom one typo makes of it."""
    keys = _first(attempt, limit)
    if not keys and (respelt := matching.respelt(attempt)):
        keys = _first(respelt, limit)
    return _lines(keys)


def _first(attempt: Attempt, limit: int) -> list[int]:
    """Names that are said fill the lines or are joined by those that begin so; anything else only where there is no name."""
    found: Ranked = []
    for number, tier in enumerate(typing.some_who_fit(attempt)):
        found = _ranked(tier, attempt)
        if len(found) >= limit or (found and number):
            break
    return [pk for _, pk in found[:limit]]


def _lines(keys: list[int]) -> list[Suggestion]:
    """What a line shows of each, in this order: two queries more where somebody has a portrait."""
    found = {row[0]: row for row in compiled.rows(_shown_in_lines, keys)} if keys else {}
    portraits = _portraits([photo for *_, photo, may_be_shown in found.values() if photo and may_be_shown])
    return [_line(found[key], portraits) for key in keys if key in found]


def _line(row: tuple, portraits: dict[int, Picture]) -> Suggestion:
    _, name, surname, slug, position, town, photo, _ = row
    full_name = f"{name} {surname}"
    note = ", ".join(filter(None, [position, town]))
    return Suggestion(full_name, reverse("people:person", args=[slug]), note, Face(full_name, portraits.get(photo)))


def _portraits(photos: list[int]) -> dict[int, Picture]:
    """Pictures as a face needs them: their own size, and the addresses of the small ones that are made already."""
    if not photos:
        return {}
    pictures = {row[0]: Picture.from_db(None, ("id", "width", "height"), row) for row in compiled.rows(_faces, photos)}
    made: dict[int, list[PictureRendition]] = {pk: [] for pk in pictures}
    for pk, spec, file in compiled.rows(_small_faces, photos):
        made[pk].append(PictureRendition(image_id=pk, filter_spec=spec, file=file))
    for pk, picture in pictures.items():
        picture._prefetched_objects_cache = {"renditions": made[pk]}
    return pictures


def _faces(photos: tuple[int, ...]) -> QuerySet:
    return Picture.objects.filter(pk__in=photos).order_by().values_list("id", "width", "height")


def _small_faces(photos: tuple[int, ...]) -> QuerySet:
    made = PictureRendition.objects.filter(image__in=photos, filter_spec__in=SPECS["face"])
    return made.order_by().values_list("image", "filter_spec", "file")


def _shown_in_lines(keys: tuple[int, ...]) -> QuerySet:
    post = Post.objects.current().filter(employee=OuterRef("pk")).order_by("pk")[:1]
    consent = Consent.objects.given().filter(employee=OuterRef("pk"), purpose=Purpose.PHOTO)
    line = Employee.objects.filter(pk__in=keys).annotate(
        position=Subquery(post.values("position")),
        town=Subquery(post.values("place__town")),
        may_be_shown=Exists(consent),
    )
    return line.values_list("pk", "name", "surname", "slug", "position", "town", "photo", "may_be_shown")


def _work(posts: list[Post]) -> str:
    return ", ".join(filter(None, [posts[0].position, posts[0].place and posts[0].place.town])) if posts else ""


def _ranked(rows: Iterable[tuple], attempt: Attempt) -> Ranked:
    """Best first. A row is of `typing.COLUMNS`."""
    meant = [[matching.names_meant(word) for word in alternatives] for alternatives in attempt.words]
    found = []
    for pk, sort_key, *names in rows:
        in_name = _all_words(tuple(names))
        found.append((*_rank(in_name, attempt, meant), sort_key, pk))
    return [(row[0], row[-1]) for row in sorted(found)]


def _rank(names: list[str], attempt: Attempt, meant: list[list[tuple[str, ...]]]) -> tuple[Rank, int]:
    """How well the query fits the name, and how many of its words the name does not have to the letter."""
    literal = [any(word in names for word in alternatives) for alternatives in attempt.words]
    named = [any(_shares(full, names) for full in alternatives) for alternatives in meant]
    begun = [any(name.startswith(alternatives) for name in names) for alternatives in attempt.words]
    return Rank.of(named, begun), literal.count(False)


def _shares(wanted: Iterable[str], names: list[str]) -> bool:
    return any(name in names for name in wanted)


@lru_cache(20_000)
def _all_words(names: tuple[str, ...]) -> list[str]:
    return words(" ".join(names))


SOURCE = Source(
    name="people",
    kinds=lambda: {"people": "Люди"},
    find=find,
    cards=cards,
    suggest=suggest,
    template="people/found.html",
    among_others=AMONG_STORIES,
    respell=matching.respelt,
)
