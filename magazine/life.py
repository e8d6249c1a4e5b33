"""What the magazine knows of people: the articles they made and those that mention them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from magazine.models import ArticleAuthor, ArticlePage, Mention
from people.models import Consent, Purpose
from portal.life import LifeEvent

KIND = "Журнал"


def articles_of(employee_ids: Collection[int]) -> dict[int, list[LifeEvent]]:
    """Live articles of these people: two queries for any number of them, one for the articles."""
    parts = [*_authored(employee_ids), *_mentioned(employee_ids)]
    articles = _articles({article_id for _, article_id, _ in parts})
    life = defaultdict(list)
    told = set()
    for employee_id, article_id, role in parts:
        if article_id in articles and (employee_id, article_id) not in told:
            told.add((employee_id, article_id))
            life[employee_id].append(_event(articles[article_id], role))
    return dict(life)


def _authored(employee_ids: Collection[int]) -> list[tuple[int, int, str]]:
    rows = ArticleAuthor.objects.filter(employee__in=employee_ids, page__live=True).order_by("sort_order")
    return [(row.employee_id, row.page_id, row.get_role_display()) for row in rows]


def _mentioned(employee_ids: Collection[int]) -> list[tuple[int, int, str]]:
    """Whoever is only pictured is told of by consent."""
    agreed = Consent.objects.given().filter(employee=OuterRef("employee"), purpose=Purpose.MAGAZINE)
    told = Mention.objects.filter(~Q(how=Mention.How.PICTURED) | Exists(agreed))
    rows = told.filter(employee__in=employee_ids, article__live=True)
    return [(row.employee_id, row.article_id, row.get_how_display()) for row in rows]


def _articles(pks: set[int]) -> dict[int, ArticlePage]:
    return ArticlePage.objects.live().select_related("cover").defer_streamfields().in_bulk(pks)


def _event(article: ArticlePage, role: str) -> LifeEvent:
    when = timezone.localdate(article.first_published_at)
    return LifeEvent(
        when=when, kind=KIND, title=article.title, url=article.url, role=role, note=article.lead, picture=article.cover
    )
