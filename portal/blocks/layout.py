"""A body laid out for the page grid: paragraphs and headings that follow one another stand in one column of prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from wagtail.blocks import StreamValue

from portal.blocks.ahead import fetched
from portal.images import Picture

PROSE = frozenset({"text", "heading"})


@dataclass(frozen=True)
class Part:
    """One block; `anchor` is set for headings, `opening` for the first paragraphs of the body."""

    block: StreamValue.StreamChild
    anchor: str = ""
    opening: bool = False


@dataclass(frozen=True)
class Run:
    """Neighbours that share a column (`prose`), or one block that stands by itself."""

    prose: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Body:
    """Runs in their order, and the headings for the contents."""

    runs: tuple[Run, ...]

    @property
    def headings(self) -> list[Part]:
        return [part for run in self.runs for part in run.parts if part.anchor]


def lay_out(body: StreamValue, known: dict[type, dict[int, object]] | None = None) -> Body:
    """The body for a template. `known` holds what was fetched ahead; see `portal.blocks.ahead`."""
    with fetched(known or {}):
        parts = list(_parts(body))
    runs = []
    for prose, group in groupby(parts, key=lambda part: part.block.block_type in PROSE):
        together = tuple(group)
        runs += [Run(True, together)] if prose else [Run(False, (part,)) for part in together]
    return Body(tuple(runs))


def picture_ids(body: StreamValue) -> set[int]:
    """The pictures a body shows, read from its raw data without a query."""
    found = set()
    for raw in body.raw_data:
        if raw["type"] == "picture":
            found.add(raw["value"]["picture"])
        elif raw["type"] == "gallery":
            found |= {item["value"]["picture"] for item in raw["value"]["pictures"]}
    return found - {None}


def fetch_pictures(*groups: Iterable[int]) -> dict[int, Picture]:
    """These pictures, without renditions: the caller prefetches those of all pictures of the page together."""
    return Picture.objects.in_bulk(set().union(*groups))


def _parts(body: StreamValue) -> Iterator[Part]:
    headings, opened = 0, False
    for block in body:
        if block.block_type == "heading":
            headings += 1
            yield Part(block, anchor=f"part-{headings}")
            continue
        opening = block.block_type == "text" and not opened
        opened = opened or opening
        yield Part(block, opening=opening)
