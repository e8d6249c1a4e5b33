"""The blocks of which news is written, and what its page shows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.blocks import people_blocks
from people.reading import read
from portal.blocks import story_blocks

if TYPE_CHECKING:
    from news.models import NewsPage


def news_blocks() -> list[tuple[str, object]]:
    return [*story_blocks(), *people_blocks()]


def reading_context(news: NewsPage) -> dict[str, object]:
    """The body with its pictures and people, in a constant number of queries."""
    reading = read(news.audience, news.body, covers=[news.cover])
    return {"body": reading.bodies[0]}
