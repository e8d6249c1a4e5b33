"""The contents of an issue: articles in reading order, with pages as a printed issue would number them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from magazine.models import ArticlePage, IssuePdf

FIRST_PAGE = 4  # cover, imprint and the editor's word come first
MINUTES_ON_A_SPREAD = 3


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    page: int
    article: ArticlePage


def entries(articles: Iterable[ArticlePage], pdf: IssuePdf | None = None) -> list[Entry]:
    """On the pages of the issue's own PDF; until it has one, each article takes whole spreads, by its reading time."""
    articles = list(articles)
    guessed = accumulate((_pages(article) for article in articles), initial=FIRST_PAGE)
    printed = pdf.opens if pdf else {}
    if not all(str(article.pk) in printed for article in articles):
        printed = {}
    return [
        Entry(printed.get(str(article.pk), page), article) for page, article in zip(guessed, articles, strict=False)
    ]


def by_rubric(lines: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """The lines under their rubrics, rubrics in the order in which they first come."""
    groups: dict[str, list[Entry]] = {}
    for line in lines:
        groups.setdefault(line.article.kicker, []).append(line)
    return list(groups.items())


def _pages(article: ArticlePage) -> int:
    spreads = -(-article.reading_minutes // MINUTES_ON_A_SPREAD)
    return 2 * spreads
