"""The blocks of which news is written, and what its page shows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from people.blocks import employee_ids, people_blocks
from people.models import Employee
from portal.blocks import story_blocks
from portal.blocks.layout import fetch_pictures, lay_out, picture_ids
from portal.blocks.related import fetch_stories
from portal.images import Picture
from portal.prefetch import prefetch_pictures

if TYPE_CHECKING:
    from news.models import NewsPage


def news_blocks() -> list[tuple[str, object]]:
    return [*story_blocks(), *people_blocks()]


def reading_context(news: NewsPage) -> dict[str, object]:
    """The body with its pictures and people, in a constant number of queries."""
    pictures = fetch_pictures(picture_ids(news.body))
    employees = Employee.objects.with_names_and_posts().in_bulk(employee_ids(news.body))
    stories = fetch_stories(news.body, news.audience)
    photos = [employee.photo for employee in employees.values()]
    covers = [news.cover, *(story.cover for story in stories.values())]
    prefetch_pictures(*covers, *pictures.values(), *photos)
    return {"body": lay_out(news.body, {Picture: pictures, Employee: employees, Page: stories})}
