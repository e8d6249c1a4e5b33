"""The blocks of which articles are written, and what can be read from a body without rendering it."""

import re
from collections.abc import Iterator

from wagtail.blocks import StreamValue

from people.blocks import people_blocks
from portal.blocks import story_blocks

WORDS_PER_MINUTE = 180
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"\w+")
# Values that are no text to read: what a chooser stored, addresses, kinds of things.
CHOSEN = frozenset({"picture", "employee", "bleed", "story", "address", "type", "table_header_choice"})


def article_blocks() -> list[tuple[str, object]]:
    return [*story_blocks(), *people_blocks()]


def reading_minutes(body: StreamValue) -> int:
    """Whole minutes an ordinary reader needs, at least one."""
    words = sum(len(WORD.findall(TAG.sub(" ", text))) for raw in body.raw_data for text in _texts(raw["value"]))
    return max(1, round(words / WORDS_PER_MINUTE))


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item.get("value", item) if isinstance(item, dict) else item)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in CHOSEN:
                yield from _texts(inner)
