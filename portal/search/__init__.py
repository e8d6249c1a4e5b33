"""Search: one normaliser for both sides, Wagtail's database backends on top of it, people and stories at `/search/`."""

from portal.search.indexing import index_now
from portal.search.sources import Match, Rank, Source, Suggestion, register

__all__ = ["Match", "Rank", "Source", "Suggestion", "index_now", "register"]
