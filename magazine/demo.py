"""Issues and articles of the demo company; beyond the written ones, copies of them for measuring."""

import json
from datetime import date
from functools import partial
from pathlib import Path

from magazine.archive import demo as archived
from magazine.bulk import add_copies
from magazine.desk import demo as preparing
from magazine.models import ArticleAuthor, ArticlePage, IssuePage, MagazinePage, PrintRun, Rubric, Series
from magazine.printing import runs
from people.demo_keys import employee_pk
from portal.blocks.loading import stored_body, stories_here
from portal.demo import Demo, moment
from portal.publishing import publish_under

DATA = Path(__file__).parent / "demo_data"
PUBLISHED_AT = "9:00"


def load(demo: Demo) -> str:
    _dress()
    for told in _read(DATA / "issues.json"):
        issue = IssuePage.objects.filter(slug=_slug(told)).first() or _issue(demo, told)
        for slug in told["articles"]:
            if not ArticlePage.objects.filter(slug=slug).exists():
                told_article = _read(DATA / "articles" / f"{slug}.json")
                _article(demo, issue, told_article)
                demo.afterwards.append(partial(_add_later_stories, demo, told_article))
    preparing.load(demo)
    archived.load()
    demo.afterwards.append(_print_newest)
    copies = add_copies(demo.articles)
    return f"{IssuePage.objects.count()} issues, {ArticlePage.objects.count()} articles, {copies} of them new copies"


def _dress() -> None:
    """Rubrics in their colours and the imprint of the magazine, where nobody has chosen others."""
    told = _read(DATA / "magazine.json")
    for name, (colour, about) in told["rubrics"].items():
        Rubric.named(name)
        Rubric.objects.filter(name=name, about="").update(colour=colour, about=about)
    MagazinePage.objects.filter(imprint="").update(imprint=told["imprint"])


def _add_later_stories(demo: Demo, told: dict) -> None:
    """Films stand in articles that are loaded before them."""
    article = ArticlePage.objects.get(slug=told["slug"])
    shown = sum(raw["type"] == "story" for raw in article.body.raw_data)
    if shown < len(stories_here(told["body"])):
        article.body = _body(demo, told)
        article.save_revision().publish()


def _print_newest() -> None:
    """The newest issue has its PDF, as one that comes out by itself would."""
    newest = IssuePage.objects.live().order_by("-year", "-number").first()
    if not PrintRun.objects.filter(issue=newest).exists():
        runs.ask(newest)


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
        cover=demo.picture(told["cover"]) if "cover" in told else None,
        cover_photo=demo.picture(told["cover_photo"]) if "cover_photo" in told else None,
        editor_id=employee_pk(told["editor"]),
        editorial=told["editorial"],
        lead=told.get("lead", ""),
        print_run=told["print_run"],
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
        series=Series.named(told["series"]) if "series" in told else None,
        body=_body(demo, told),
    )
    page.authors = [_author(row) for row in told["authors"]]
    page.tags.add(*told["tags"])
    publish_under(issue, page, moment(told["days_ago"], told["time"]))


def _body(demo: Demo, told: dict) -> str:
    return stored_body(told["body"], lambda key: demo.picture(key).pk, employee_pk)


def _author(told: dict) -> ArticleAuthor:
    employee = employee_pk(told["employee"]) if "employee" in told else None
    name = "" if employee else told.get("name", told.get("employee"))
    return ArticleAuthor(employee_id=employee, outside_name=name, role=told["role"])
