"""An issue in preparation, so that the desk of the demo has something on it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.utils import timezone

from magazine.desk import proofreading
from magazine.models import ArticleAuthor, ArticlePage, Assignment, IssuePage, MagazinePage, Rubric
from people.demo_keys import employee_pk
from portal.blocks.loading import stored_body
from portal.demo import Demo
from portal.publishing import add_draft

DATA = Path(__file__).parent.parent / "demo_data" / "next_issue.json"


def load(demo: Demo) -> None:
    told = json.loads(DATA.read_text(encoding="utf-8"))
    if IssuePage.objects.filter(slug=told["slug"]).exists():
        return
    issue = IssuePage(
        title=told["title"],
        slug=told["slug"],
        number=told["number"],
        date=date.fromisoformat(told["date"]),
        lead=told["lead"],
        cover_photo=demo.picture(told["cover_photo"]),
        editor_id=employee_pk(told["editor"]),
        article_a_day=True,
    )
    add_draft(MagazinePage.objects.get(), issue)
    for one in told["articles"]:
        _article(demo, issue, one)


def _article(demo: Demo, issue: IssuePage, told: dict) -> None:
    blocks = [{"type": "text", "value": told["text"]}] if told["text"] else []
    page = ArticlePage(
        title=told["title"],
        slug=told["slug"],
        lead=told["lead"],
        rubric=Rubric.named(told["rubric"]),
        cover=demo.picture(told["cover"]) if told["cover"] else None,
        body=stored_body(blocks, lambda key: demo.picture(key).pk, employee_pk),
    )
    page.authors = [ArticleAuthor(employee_id=employee_pk(told["author"]))] if told["author"] else []
    add_draft(issue, page)
    press = get_user_model().objects.filter(username="press").first()
    due = timezone.localdate() + timedelta(days=told["due_in"])
    Assignment.objects.create(article=page, responsible=press, due=due)
    if told["proofreading"] and press:
        proofreading.send(page, press)
