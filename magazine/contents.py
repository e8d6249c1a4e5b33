"""The contents of an issue: articles in reading order, with pages as a printed issue would number them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from magazine.models import ArticlePage

FIRST_PAGE = 4  # cover, imprint and the editor's word come first
MINUTES_ON_A_SPREAD = 3


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    page: int
    article: ArticlePage


def entries(articles: Iterable[ArticlePage]) -> list[Entry]:
    """Each article opens on a left page and takes whole spreads, by its reading time."""
    articles = list(articles)
    pages = accumulate((_pages(article) for article in articles), initial=FIRST_PAGE)
    return [Entry(page, article) for page, article in zip(pages, articles, strict=False)]


def by_rubric(lines: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """The lines under their rubrics, rubrics in the order in which they first come."""
    groups: dict[str, list[Entry]] = {}
    for line in lines:
        groups.setdefault(line.article.kicker, []).append(line)
    return list(groups.items())


def _pages(article: ArticlePage) -> int:
    spreads = -(-article.reading_minutes // MINUTES_ON_A_SPREAD)
    return 2 * spreads
