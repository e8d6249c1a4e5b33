"""What the page of an article shows, gathered in a constant number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from magazine import participants
from people.blocks import employee_ids
from people.models import Employee
from portal.blocks.layout import fetch_pictures, lay_out, picture_ids
from portal.blocks.related import fetch_stories
from portal.images import Picture
from portal.prefetch import prefetch_pictures

if TYPE_CHECKING:
    from magazine.models import ArticlePage


def reading_context(article: ArticlePage) -> dict[str, object]:
    """Body, authors, people mentioned, previous and next article."""
    rows, mentioned = participants.author_rows(article), employee_ids(article.body)
    made_it = [row.employee_id for row in rows if row.employee_id]
    employees = Employee.objects.with_names_and_posts().in_bulk({*made_it, *mentioned})
    pictures = fetch_pictures(picture_ids(article.body))
    stories = fetch_stories(article.body, article.audience)
    previous, following = article.neighbours()
    photos = [employee.photo for employee in employees.values()]
    covers = [article.cover, following and following.cover, *(story.cover for story in stories.values())]
    prefetch_pictures(*covers, *pictures.values(), *photos)
    return {
        "body": lay_out(article.body, {Picture: pictures, Employee: employees, Page: stories}),
        "authors": participants.authors(rows, employees),
        "mentioned": [employees[pk] for pk in mentioned if pk in employees and pk not in made_it],
        "previous": previous,
        "following": following,
    }
