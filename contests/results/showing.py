"""What the page of results shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from contests import plainly
from contests.models import ContestPage
from contests.results.formula import RULE
from contests.results.podium import podiums
from people.blocks import employee_ids
from people.models import Employee
from portal.blocks.layout import fetch_pictures, lay_out, picture_ids
from portal.blocks.related import fetch_stories
from portal.images import Picture
from portal.prefetch import prefetch_pictures

if TYPE_CHECKING:
    from contests.models import ResultsPage


def context(page: ResultsPage) -> dict[str, object]:
    """The podiums, how it was counted, and the editor's words."""
    contests = ContestPage.objects.select_related("outcome", "vote_closing").defer_streamfields()
    contest = contests.get(path=page.path[: -page.steplen])
    pictures, stories = fetch_pictures(picture_ids(page.body)), fetch_stories(page.body, page.audience)
    employees = Employee.objects.with_names_and_posts().in_bulk(employee_ids(page.body))
    covers = [page.cover, *(story.cover for story in stories.values())]
    prefetch_pictures(*covers, *pictures.values(), *(employee.photo for employee in employees.values()))
    return {
        "contest": contest,
        "podiums": podiums(contest),
        "formula": plainly.formula(contest),
        "rule": RULE,
        "closing": getattr(contest, "vote_closing", None),
        "body": lay_out(page.body, {Picture: pictures, Employee: employees, Page: stories}),
    }
