"""From blocks to Telegram's HTML. Pure: only tags that Telegram knows, only references that it decodes, at most its entities."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from syndication.text.blocks import Block, Run
from syndication.text.writing import nested, runs_of, shared

# What exceeds this Telegram drops silently; some are left for what it finds itself (hashtags, addresses).
MOST_ENTITIES = 100
PLAIN_TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})


def written(blocks: Sequence[Block]) -> str:
    """The markup of these blocks; styles beyond what Telegram keeps are left out from the end."""
    return nested(_bounded(runs_of(blocks)))


def _bounded(runs: list[Run]) -> list[Run]:
    left, bounded, outer = MOST_ENTITIES - _found_by_telegram(runs), [], ()
    for run in runs:
        opened = len(run.styles) - shared(outer, run.styles)
        styles = run.styles if opened <= left else run.styles[: shared(outer, run.styles)]
        left -= len(styles) - shared(outer, styles)
        bounded.append(replace(run, styles=styles))
        outer = styles
    return bounded


def _found_by_telegram(runs: list[Run]) -> int:
    return sum(run.text.count("#") + run.text.count("://") + run.text.count("@") for run in runs)


def plain(markup: str) -> str:
    """The same words as markup that no parser can refuse: tags gone, a link's address behind its text."""
    with_addresses = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2 (\1)", markup, flags=re.S)
    without_tags = re.sub(r"</?[a-zA-Z][^<>]*>", "", with_addresses)
    return html.escape(html.unescape(without_tags), quote=False)
