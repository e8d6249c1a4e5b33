"""Many articles for measuring: copies of the written ones, ten to an issue, in months before the oldest issue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from magazine.mentions import rebuild
from magazine.models import ArticleAuthor, ArticlePage, IssuePage, MagazinePage

IN_AN_ISSUE = 10


def add_copies(wanted: int) -> int:
    """Adds copies until there are `wanted` articles in all; how many were added."""
    missing = wanted - ArticlePage.objects.count()
    patterns = list(ArticlePage.objects.live().order_by("path")[:IN_AN_ISSUE])
    if missing <= 0 or not patterns:
        return 0
    months = _months_before(IssuePage.objects.earliest("date").date)
    for start in range(0, missing, len(patterns)):
        with transaction.atomic():
            issue = _issue(next(months), patterns[0])
            for pattern in patterns[: missing - start]:
                _copy(pattern, issue)
    return missing


def _months_before(day: date) -> Iterator[date]:
    while True:
        day = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
        yield day


def _issue(day: date, pattern: ArticlePage) -> IssuePage:
    issue = IssuePage(
        title=f"Номер {day.month} за {day.year} год",
        slug=f"{day.year}-{day.month}",
        number=day.month,
        date=day,
        cover_id=pattern.cover_id,
    )
    return _add(MagazinePage.objects.get(), issue, day)


def _copy(pattern: ArticlePage, issue: IssuePage) -> None:
    article = ArticlePage(
        title=f"{pattern.title} ({issue.label})",
        slug=f"{pattern.slug}-{issue.slug}",
        lead=pattern.lead,
        rubric_id=pattern.rubric_id,
        cover_id=pattern.cover_id,
        body=pattern.body,
    )
    article.authors = [
        ArticleAuthor(employee_id=row.employee_id, outside_name=row.outside_name, role=row.role)
        for row in pattern.authors.all()
    ]
    rebuild(_add(issue, article, issue.date))


def _add(parent, page, day: date):
    """Straight into the tree as published on that day, without revisions: they would take most of the time."""
    when = timezone.make_aware(datetime.combine(day, time(9)))
    page.live, page.first_published_at, page.last_published_at = True, when, when
    return parent.add_child(instance=page)
