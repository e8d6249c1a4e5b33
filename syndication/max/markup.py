"""From blocks to the HTML of MAX. Pure. Tags that MAX does not know it leaves out by itself, so none is a danger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from syndication.text.blocks import Block, Run, Style, units
from syndication.text.writing import nested, runs_of

# Of the field as it is sent: nothing says that tags do not count.
TEXT_LIMIT = 4000
# What is given up first when the tags do not fit.
KEPT: tuple[Callable[[Style], bool], ...] = (
    lambda style: True,
    lambda style: style.name == "a",
    lambda style: False,
)


def written(blocks: Sequence[Block]) -> str:
    """The markup of these blocks, with as many styles as fit beside the text: all, links only, none."""
    runs = runs_of(blocks)
    variants = (nested([_with(run, kept) for run in runs]) for kept in KEPT)
    markup = ""
    for markup in variants:
        if units(markup) <= TEXT_LIMIT:
            break
    return markup


def _with(run: Run, kept: Callable[[Style], bool]) -> Run:
    return replace(run, styles=tuple(filter(kept, run.styles)))
