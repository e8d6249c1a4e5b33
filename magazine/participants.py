"""Who takes part in an article: authors, and employees quoted or shown in its body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from people.blocks import employee_ids
from people.models import Consent, Depicted, Employee, Purpose
from portal.stories import StoryPerson

if TYPE_CHECKING:
    from magazine.models import ArticleAuthor, ArticlePage, IssuePage

MENTIONED = "в материале"
PEOPLE_AT_MOST = 24


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


def with_pictured(employees: set[int], pictures: set[int]) -> dict[int, Employee]:
    """These employees, and who can be recognised in these pictures (`is_pictured`), with names, posts and consents."""
    on_one = Exists(Depicted.objects.filter(employee=OuterRef("pk"), picture__in=pictures))
    found = Employee.objects.with_names_and_posts().annotate(is_pictured=on_one)
    return {employee.pk: employee for employee in found.filter(Q(pk__in=employees) | Q(is_pictured=True))}


def may_be_named(employee: Employee) -> bool:
    """Whoever is only pictured is named by consent."""
    return employee.agrees_to(Purpose.MAGAZINE)


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


def of_issue(issue: IssuePage) -> list[int]:
    """Employees who made, or appear in, the live articles of an issue: who does so oftener comes first, then as in the issue."""
    agreed = Consent.objects.given().filter(employee=OuterRef("employee"), purpose=Purpose.MAGAZINE)
    made = apps.get_model("magazine", "ArticleAuthor").objects.exclude(employee=None)
    made = made.filter(page__live=True, page__path__startswith=issue.path).order_by()
    appear = apps.get_model("magazine", "Mention").objects.filter(Q(how="named") | Exists(agreed))
    appear = appear.filter(article__live=True, article__path__startswith=issue.path)
    rows = made.values_list("page__path", "employee_id").union(
        appear.values_list("article__path", "employee_id"), all=True
    )
    return [pk for pk, _ in Counter(pk for _, pk in sorted(rows)).most_common(PEOPLE_AT_MOST)]
