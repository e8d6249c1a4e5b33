"""Who takes part in an article: authors, and employees quoted or shown in its body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from people.blocks import employee_ids
from people.models import Employee
from portal.stories import StoryPerson

if TYPE_CHECKING:
    from magazine.models import ArticleAuthor, ArticlePage

MENTIONED = "в материале"


@dataclass(frozen=True)
class Author:
    """An author for the page: `employee` is None for people from outside."""

    employee: Employee | None
    name: str
    role: str


def author_rows(article: ArticlePage) -> list[ArticleAuthor]:
    """The authors as the page holds them: of the draft in a preview, of the database otherwise."""
    return list(article.authors.all())


def authors(rows: list[ArticleAuthor], employees: dict[int, Employee]) -> list[Author]:
    """The rows with their employees from `employees`."""
    found = []
    for row in rows:
        employee = employees.get(row.employee_id)
        name = employee.full_name if employee else row.outside_name
        found.append(Author(employee, name, row.get_role_display()))
    return found


def story_people(article: ArticlePage) -> tuple[StoryPerson, ...]:
    """Authors first, then everybody mentioned; each person once."""
    rows, mentioned = author_rows(article), employee_ids(article.body)
    employees = Employee.objects.in_bulk({row.employee_id for row in rows if row.employee_id} | set(mentioned))
    made_it = [
        StoryPerson(row.employee_id, author.name, author.role)
        for row, author in zip(rows, authors(rows, employees), strict=True)
    ]
    known = {person.employee_id for person in made_it}
    named = [
        StoryPerson(pk, employees[pk].full_name, MENTIONED) for pk in mentioned if pk in employees and pk not in known
    ]
    return (*made_it, *named)
