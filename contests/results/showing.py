"""What the page of results shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contests import plainly
from contests.models import ContestPage
from contests.results.formula import RULE
from contests.results.podium import podiums
from people.reading import read

if TYPE_CHECKING:
    from contests.models import ResultsPage


def context(page: ResultsPage) -> dict[str, object]:
    """The podiums, how it was counted, and the editor's words."""
    contests = ContestPage.objects.select_related("outcome", "vote_closing").defer_streamfields()
    contest = contests.get(path=page.path[: -page.steplen])
    (body,), _ = read(page.audience, page.body, covers=[page.cover])
    return {
        "contest": contest,
        "podiums": podiums(contest),
        "formula": plainly.formula(contest),
        "rule": RULE,
        "closing": getattr(contest, "vote_closing", None),
        "body": body,
    }
