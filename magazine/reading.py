"""What the page of an article shows, gathered in a constant number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from magazine import participants
from magazine.related import related
from people.blocks import employee_ids
from people.models import Employee
from portal.blocks.layout import fetch_pictures, lay_out, picture_ids
from portal.blocks.related import fetch_stories
from portal.images import Picture
from portal.prefetch import prefetch_pictures

if TYPE_CHECKING:
    from magazine.models import ArticlePage


def reading_context(article: ArticlePage) -> dict[str, object]:
    """Body, authors, people mentioned and pictured, tags, previous and next article, and where to read on."""
    rows, mentioned = participants.author_rows(article), employee_ids(article.body)
    made_it = [row.employee_id for row in rows if row.employee_id]
    shown = picture_ids(article.body)
    employees = participants.with_pictured({*made_it, *mentioned}, {*shown, article.cover_id} - {None})
    pictured = [
        pk for pk, employee in employees.items() if employee.is_pictured and participants.may_be_named(employee)
    ]
    pictures = fetch_pictures(shown)
    tags = list(article.tags.all())
    further = list(related(article, tags))
    stories = fetch_stories(article.body, article.audience)
    previous, following = article.neighbours()
    photos = [employee.photo for employee in employees.values()]
    others = [following, *further, *stories.values()]
    covers = [article.cover, *(page.cover for page in others if page)]
    prefetch_pictures(*covers, *pictures.values(), *photos)
    return {
        "body": lay_out(article.body, {Picture: pictures, Employee: employees, Page: stories}),
        "authors": participants.authors(rows, employees),
        "mentioned": [
            employees[pk] for pk in dict.fromkeys([*mentioned, *pictured]) if pk in employees and pk not in made_it
        ],
        "tags": tags,
        "related": [page.card() for page in further],
        "previous": previous,
        "following": following,
    }
