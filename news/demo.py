"""News of the demo company."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from news.models import NewsIndexPage, NewsPage, Rubric
from people.demo_keys import employee_pk
from portal.blocks.loading import stored_body
from portal.demo import Demo, moment
from portal.publishing import publish_under

DATA = Path(__file__).parent / "demo_data" / "news.json"
URGENT_FOR = timedelta(hours=8)


def load(demo: Demo) -> str:
    told = json.loads(DATA.read_text(encoding="utf-8"))
    new = [one for one in told if not NewsPage.objects.filter(slug=one["slug"]).exists()]
    for one in new:
        _load(demo, one)
    return f"{len(new)} news of {len(told)}"


def _load(demo: Demo, told: dict) -> None:
    page = NewsPage(
        title=told["title"],
        slug=told["slug"],
        lead=told["lead"],
        rubric=Rubric.named(told["rubric"]),
        cover=demo.picture(told["cover"]) if told["cover"] else None,
        audience=told["audience"],
        urgent_until=timezone.now() + URGENT_FOR if told.get("urgent") else None,
        body=stored_body(told["body"], lambda key: demo.picture(key).pk, employee_pk),
    )
    page.tags.add(*told["tags"])
    publish_under(NewsIndexPage.objects.get(), page, moment(told["days_ago"], told["time"]))
