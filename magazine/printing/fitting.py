"""What a layout editor does last: a picture that would leave half a page empty is made to fit there, an article that would
leave a few lines on a page of their own is set closer. Each round lays everything out anew and mends the first flaw of each article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from weasyprint import CSS, HTML, Document

ROUNDS = 3
OPENS_ON = 2  # behind the cover
PX_IN_MM = 96 / 25.4
FOOT = 20  # mm under the last line, as in issue.css
SPARSE = 0.3  # of the height of a page: so little is worth the trouble
SMALLEST = 45  # mm: a smaller picture is no picture
CAPTION = 20  # mm around and under a picture
ARTICLE = re.compile(r"article-(\d+)")
END = re.compile(r"end-of-article-(\d+)")
FLOW = re.compile(r"flow-(\d+)-(\d+)")
CLOSER = """
#article-{0} .lead-photo img {{ max-height: 84mm !important }}
#article-{0} .columns {{ font-size: 9.3pt !important; line-height: 1.42 !important }}
#article-{0} .shown.first img {{ height: 76mm !important }}
"""
OPENING = "end-of-opening"
CLOSER_OPENING = """
.opening .editorial { font-size: 8.6pt !important; line-height: 1.36 !important; padding: 4mm 6mm !important }
.opening .rubric { margin-top: 2mm !important }
.opening .contents { margin-top: 4mm !important }
.contents li { padding-top: 0.9mm !important; padding-bottom: 0.9mm !important }
"""
SMALLER = "#flow-{0}-{1} > figure > img {{ max-height: {2:.0f}mm !important }}\n"


@dataclass
class Place:
    """A part of an article: the pages on which it begins and ends, and where on the last one, in mm from the top."""

    first: int
    last: int
    bottom: float


@dataclass
class Laid:
    """Where everything stands: the parts of each article in their order, and its end."""

    parts: dict[str, list[Place]] = field(default_factory=dict)
    ends: dict[str, tuple[int, float]] = field(default_factory=dict)
    opening: tuple[int, float] = (0, 0)


def fitted(page: HTML, options: dict[str, object]) -> Document:
    """The page laid out as well as a few rounds can."""
    rules: set[str] = set()
    document = page.render(**options)
    for _ in range(ROUNDS - 1):
        found = set(_mending(document)) - rules
        if not found:
            break
        rules |= found
        del document  # two at once are too much memory
        document = page.render(**{**options, "stylesheets": [CSS(string="".join(sorted(rules)))]})
    return document


def opens(document: Document) -> dict[str, int]:
    """On which page each article begins, by its number in the portal."""
    begin: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            if found := ARTICLE.fullmatch(name):
                begin.setdefault(found[1], number)
    return begin


def _mending(document: Document) -> list[str]:
    """A rule for the first flaw of each article that has one."""
    laid, begin = _laid(document), opens(document)
    height = document.pages[0].height / PX_IN_MM
    page, bottom = laid.opening
    rules = [CLOSER_OPENING] if page > OPENS_ON and bottom < height * SPARSE else []
    for article, (page, bottom) in laid.ends.items():
        hole = _first_hole(laid.parts.get(article, []), height - FOOT)
        if hole:
            rules.append(SMALLER.format(article, *hole))
        elif begin[article] < page and bottom < height * SPARSE:
            rules.append(CLOSER.format(article))
    return rules


def _first_hole(parts: list[Place], foot: float) -> tuple[int, float] | None:
    """The part that went to the next page, and how high its picture may be to stay."""
    for number, (before, part) in enumerate(pairwise(parts), 1):
        room = foot - before.bottom - CAPTION
        if part.first > before.last and room > SMALLEST:
            return number, room
    return None


def _laid(document: Document) -> Laid:
    laid = Laid()
    for number, page in enumerate(document.pages, 1):
        for name, (_, top, _, bottom) in page.anchors.items():
            if name == OPENING:
                laid.opening = (number, top / PX_IN_MM)
            elif found := END.fullmatch(name):
                laid.ends[found[1]] = (number, top / PX_IN_MM)
            elif found := FLOW.fullmatch(name):
                parts = laid.parts.setdefault(found[1], [])
                if int(found[2]) == len(parts):
                    parts.append(Place(number, number, 0))
                parts[int(found[2])].last, parts[int(found[2])].bottom = number, bottom / PX_IN_MM
    return laid
