"""From runs to markup: tags opened and closed so that neighbours share what they can. Pure; which styles stay is the driver's affair."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from syndication.text.blocks import Block, Run, Style


def runs_of(blocks: Sequence[Block]) -> list[Run]:
    """All runs in their order, with the gaps between the blocks."""
    return [run for place, block in enumerate(blocks) for run in _with_gap(block, place)]


def _with_gap(block: Block, place: int) -> Iterable[Run]:
    """The gap takes the styles that both sides could share only by chance, so it has none."""
    return (Run(block.before), *block.runs) if place else block.runs


def nested(runs: Sequence[Run]) -> str:
    """The runs as HTML: every tag closed, text escaped."""
    written, opened = [], ()
    for run in [*runs, Run("")]:
        common = shared(opened, run.styles)
        written += [f"</{style.name}>" for style in reversed(opened[common:])]
        written += [_opening(style) for style in run.styles[common:]]
        written.append(html.escape(run.text, quote=False))
        opened = run.styles
    return "".join(written)


def shared(outer: tuple[Style, ...], inner: tuple[Style, ...]) -> int:
    """How many outermost styles two neighbours have in common."""
    count = 0
    for one, other in zip(outer, inner, strict=False):
        if one != other:
            break
        count += 1
    return count


def _opening(style: Style) -> str:
    return f'<a href="{html.escape(style.href)}">' if style.name == "a" else f"<{style.name}>"
