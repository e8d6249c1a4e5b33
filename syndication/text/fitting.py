"""Shortening: whole words go from what may be shortened; the title and the link to the page stay. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from syndication.text.blocks import GAP, Block, Run, length, units

ELLIPSIS = "…"
SPACES = " \n"


def fitted(blocks: Sequence[Block], limit: int, url: str) -> list[Block]:
    """The blocks within the limit: whole words go from the end of what may be shortened; the title, the link to `url` and
    hashtags stay as long as there is room for them.
    """
    kept = list(blocks)
    for place in reversed(range(len(kept))):
        excess = length(kept) - limit
        if excess <= 0:
            return kept
        if place and not _must_stay(kept[place], url):
            kept[place] = _shortened(kept[place], units(kept[place].text) - excess)
            kept = [block for block in kept if block.text]
    return kept if length(kept) <= limit else _title_and_link(kept, limit, url)


def cut(text: str, limit: int) -> str:
    """The text, or its longest beginning of whole words with «…» that fits; a first word too long is cut inside."""
    if units(text) <= limit:
        return text
    if limit < 2:
        return ""
    beginning = _first_units(text, limit - len(ELLIPSIS))
    if text[len(beginning)] not in SPACES:
        beginning = beginning[: _last_space(beginning)] or beginning
    beginning = beginning.rstrip().rstrip(".,;:—–-(«„\"'… ")
    return beginning + ELLIPSIS if beginning else ""


def _must_stay(block: Block, url: str) -> bool:
    return block.links_to(url) or all(word.startswith("#") for word in block.text.split())


def _shortened(block: Block, limit: int) -> Block:
    text = cut(block.text, max(limit, 0))
    if not text:
        return replace(block, runs=())
    left, runs = len(text) - len(ELLIPSIS), []
    for run in block.runs:
        runs.append(replace(run, text=run.text[:left]))
        left -= len(runs[-1].text)
    last = runs[-1] if runs else Run("")
    return replace(block, runs=(*(run for run in runs if run.text), Run(ELLIPSIS, last.styles if last.text else ())))


def _title_and_link(blocks: list[Block], limit: int, url: str) -> list[Block]:
    """Even what should stay is too long: as much of the first block as fits beside the link."""
    title, *others = blocks
    link = next((block for block in others if block.links_to(url) and units(GAP + block.text) < limit), None)
    room = limit - (units(link.before + link.text) if link else 0)
    return [block for block in (_shortened(title, room), link) if block and block.text]


def _first_units(text: str, limit: int) -> str:
    """The longest beginning within so many UTF-16 units; a surrogate pair is never split."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", errors="ignore")


def _last_space(text: str) -> int:
    """Where the last word begins; a non-breaking space holds words together."""
    return max(*map(text.rfind, SPACES), 0)
