"""Issues and articles of the demo company; beyond the written ones, copies of them for measuring."""

import json
from datetime import date
from pathlib import Path

from magazine.bulk import add_copies
from magazine.desk import demo as preparing
from magazine.models import ArticleAuthor, ArticlePage, IssuePage, MagazinePage, Rubric
from people.demo_keys import employee_pk
from portal.blocks.loading import stored_body
from portal.demo import Demo, moment
from portal.publishing import publish_under

DATA = Path(__file__).parent / "demo_data"
PUBLISHED_AT = "9:00"


def load(demo: Demo) -> str:
    for told in _read(DATA / "issues.json"):
        issue = IssuePage.objects.filter(slug=_slug(told)).first() or _issue(demo, told)
        for slug in told["articles"]:
            if not ArticlePage.objects.filter(slug=slug).exists():
                _article(demo, issue, _read(DATA / "articles" / f"{slug}.json"))
    preparing.load(demo)
    copies = add_copies(demo.articles)
    return f"{IssuePage.objects.count()} issues, {ArticlePage.objects.count()} articles, {copies} of them new copies"


def _read(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def _slug(told: dict) -> str:
    return f"{told['year']}-{told['number']}"


def _issue(demo: Demo, told: dict) -> IssuePage:
    page = IssuePage(
        title=told["title"],
        slug=_slug(told),
        number=told["number"],
        date=date.fromisoformat(told["date"]),
        cover=demo.picture(told["cover"]),
        editor_id=employee_pk(told["editor"]),
        editorial=told["editorial"],
        lead=told.get("lead", ""),
    )
    return publish_under(MagazinePage.objects.get(), page, moment(told["days_ago"], PUBLISHED_AT))


def _article(demo: Demo, issue: IssuePage, told: dict) -> None:
    page = ArticlePage(
        title=told["title"],
        slug=told["slug"],
        lead=told["lead"],
        rubric=Rubric.named(told["rubric"]),
        cover=demo.picture(told["cover"]),
        cover_caption=told.get("cover_caption", ""),
        audience=told["audience"],
        body=stored_body(told["body"], lambda key: demo.picture(key).pk, employee_pk),
    )
    page.authors = [_author(row) for row in told["authors"]]
    page.tags.add(*told["tags"])
    publish_under(issue, page, moment(told["days_ago"], told["time"]))


def _author(told: dict) -> ArticleAuthor:
    employee = employee_pk(told["employee"]) if "employee" in told else None
    name = "" if employee else told.get("name", told.get("employee"))
    return ArticleAuthor(employee_id=employee, outside_name=name, role=told["role"])
