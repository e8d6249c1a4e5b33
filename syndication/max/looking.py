"""Looking for a post whose reply was lost among the newest messages of the chat. Pure.

A match needs no hour: the same words with the same link are ours. Absence is believed only when nothing looks like the
post, the page reaches far enough back, and the call is over for long: a wrong "not there" would publish twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from syndication.max.answers import Message
from syndication.max.client import PAGE
from syndication.port import Post
from syndication.text.blocks import Block, plain
from syndication.text.parsing import parse

# The two clocks may differ.
LEEWAY = timedelta(hours=1)
# Until then a call that nobody answered may still be under way.
SETTLED_AFTER = timedelta(minutes=10)
BEGINNING = 20


def found(messages: Sequence[Message], post: Post) -> Message | None:
    """The newest message with exactly the words of the post; one without words is like any other picture."""
    words = _words(plain(parse(post.html)))
    if not words:
        return None
    return next((message for message in messages if message.id and _words(message.text) == words), None)


def is_absent(messages: Sequence[Message], post: Post, since: datetime, now: datetime) -> bool:
    """Whether the post, sent not before `since`, is certainly in none of the newest messages."""
    if now - since < SETTLED_AFTER:
        return False
    start = (since - LEEWAY).timestamp()
    reaches_back = len(messages) < PAGE or any(message.at < start for message in messages)
    blocks = parse(post.html)
    return reaches_back and not any(_resembles(message, post, blocks) for message in messages if message.at >= start)


def _resembles(message: Message, post: Post, blocks: Sequence[Block]) -> bool:
    """Whether it could be the post after all, altered by MAX or by a person."""
    links = {style.href for block in blocks for run in block.runs for style in run.styles if style.href}
    if post.button:
        links.add(post.button.url)
    beginning = _words(plain(blocks))[:BEGINNING]
    return not message.id or bool(links & message.links) or _words(message.text).startswith(beginning)


def _words(text: str) -> str:
    """Letters and digits alone: what a service may do to spaces and signs makes no difference."""
    return "".join(char for char in text.casefold() if char.isalnum()) or text.strip()
