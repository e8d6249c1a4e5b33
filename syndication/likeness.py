"""Whether what stands in a channel is a post of ours whose reply was lost. Pure.

The same words are ours; a wrong "not there" would publish twice, so absence asks for no likeness at all.
"""

from __future__ import annotations

from collections.abc import Set

from syndication.port import Post
from syndication.text.blocks import plain
from syndication.text.parsing import parse

BEGINNING = 20


def is_same(text: str, links: Set[str], post: Post) -> bool:
    """Exactly the words of the post, and a link of its own where it has any; one without words is like any other picture."""
    words = _letters(plain(parse(post.html)))
    wanted = links_of(post)
    return bool(words) and _letters(text) == words and not (wanted and links and not wanted & links)


def resembles(text: str, links: Set[str], post: Post) -> bool:
    """Whether it could be the post after all, altered by the service or by a person."""
    beginning = _letters(plain(parse(post.html)))[:BEGINNING]
    return bool(links_of(post) & links) or _letters(text).startswith(beginning)


def links_of(post: Post) -> set[str]:
    found = {style.href for block in parse(post.html) for run in block.runs for style in run.styles if style.href}
    return found | ({post.button.url} if post.button else set())


def _letters(text: str) -> str:
    """Letters and digits alone: what a service may do to spaces and signs makes no difference."""
    return "".join(char for char in text.casefold() if char.isalnum()) or text.strip()
