"""Text as the channels need it: blocks of styled runs, measured before any markup is written. Pure.

Lengths are UTF-16 units of the text as read, the stricter of the two ways in which Telegram counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

GAP, LINE = "\n\n", "\n"


class Style(NamedTuple):
    """What marks a run: `name` is b, i, u, s, code, pre, blockquote or a; `href` belongs to a."""

    name: str
    href: str = ""


@dataclass(frozen=True)
class Run:
    """Characters of one look, the outermost style first."""

    text: str
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph or a line; `before` stands between it and the block above."""

    runs: tuple[Run, ...]
    before: str = GAP

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def links_to(self, url: str) -> bool:
        return any(style.href == url for run in self.runs for style in run.styles)


def plain(blocks: Sequence[Block]) -> str:
    """The text as a subscriber reads it."""
    return "".join((block.before if place else "") + block.text for place, block in enumerate(blocks))


def length(blocks: Sequence[Block]) -> int:
    return units(plain(blocks))


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_linkable(url: str) -> bool:
    """Whether a channel keeps a link to it: http(s) and a host with a dot; any other loses the link without an error."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and not re.search(r"\s", url)
