"""A body laid out for the page grid: paragraphs and headings that follow one another stand in one column of prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby

from wagtail.blocks import StreamValue

from portal import richtext
from portal.blocks.ahead import fetched
from portal.images import Picture

PROSE = frozenset({"text", "heading"})


@dataclass(frozen=True)
class Heading:
    """A line of the contents."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Part:
    """One block with the headings it holds: a heading its own, a text those among its paragraphs. `html` is the text's."""

    block: StreamValue.StreamChild
    headings: tuple[Heading, ...] = ()
    html: str = ""

    @property
    def anchor(self) -> str:
        return self.headings[0].anchor if self.headings else ""


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
    def headings(self) -> list[Heading]:
        return [heading for run in self.runs for part in run.parts for heading in part.headings]


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
        elif raw["type"] == "timeline":
            found |= {item["value"].get("picture") for item in raw["value"]["moments"]}
    return found - {None}


def fetch_pictures(*groups: Iterable[int]) -> dict[int, Picture]:
    """These pictures, without renditions: the caller prefetches those of all pictures of the page together."""
    return Picture.objects.in_bulk(set().union(*groups))


def _parts(body: StreamValue) -> Iterator[Part]:
    anchors, opened = (f"part-{number}" for number in count(1)), False
    for block in body:
        if block.block_type == "heading":
            yield Part(block, (Heading(next(anchors), block.value),))
        elif block.block_type == "text":
            yield _text(block, anchors, opens=not opened)
            opened = True
        else:
            yield Part(block)


def _text(block: StreamValue.StreamChild, anchors: Iterator[str], *, opens: bool) -> Part:
    """A text as HTML with its headings marked; the first one of a body begins with a drop cap."""
    html, titles = richtext.with_anchors(richtext.shown(block.value), anchors)
    return Part(block, tuple(Heading(*titled) for titled in titles), richtext.opened(html) if opens else html)
