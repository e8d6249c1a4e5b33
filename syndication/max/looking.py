"""Looking for a post whose reply was lost among the newest messages of the chat. Pure.

A match needs no hour: the same words with the same link are ours. Absence is believed only when nothing looks like the
post, the page reaches far enough back, and the call is over for long: a wrong "not there" would publish twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from syndication.likeness import is_same, resembles
from syndication.max.answers import Message
from syndication.max.client import PAGE
from syndication.port import Post

# The two clocks may differ.
LEEWAY = timedelta(hours=1)
# Until then a call that nobody answered may still be under way.
SETTLED_AFTER = timedelta(minutes=10)


def found(messages: Sequence[Message], post: Post) -> Message | None:
    """The newest message with exactly the words of the post."""
    return next((message for message in messages if message.id and is_same(message.text, message.links, post)), None)


def is_absent(messages: Sequence[Message], post: Post, since: datetime, now: datetime) -> bool:
    """Whether the post, sent not before `since`, is certainly in none of the newest messages."""
    if now - since < SETTLED_AFTER:
        return False
    start = (since - LEEWAY).timestamp()
    reaches_back = len(messages) < PAGE or any(message.at < start for message in messages)
    later = [message for message in messages if message.at >= start]
    return reaches_back and not any(not one.id or resembles(one.text, one.links, post) for one in later)
