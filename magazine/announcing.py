"""An article a day: those that came out with their issue go to the channels one each morning, in reading order."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from magazine.models import Assignment, IssuePage
from portal import stories
from portal.clock import periodic

FROM_HOUR = 9  # of the company's time zone
CHOSEN_ISSUES = 12


@periodic("article-a-day", every=timedelta(minutes=10))
def announce_today() -> None:
    """One article of each issue that asks for it, the first time on the morning after the issue."""
    now = timezone.localtime()
    if now.hour < FROM_HOUR:
        return
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    issues = IssuePage.objects.live().filter(article_a_day=True, first_published_at__lt=today)
    for issue in issues.order_by("-date")[:CHOSEN_ISSUES]:
        _announce_next(issue, today)


@transaction.atomic
def _announce_next(issue: IssuePage, today) -> None:
    """The lock makes two workers take turns: the second one finds today's article announced."""
    IssuePage.objects.select_for_update().get(pk=issue.pk)
    released = Assignment.objects.filter(
        article__path__startswith=issue.path, article__live=True, released_at__isnull=False
    )
    if released.filter(announced_at__gte=today).exists():
        return
    following = released.filter(announced_at=None, released_at__lt=today).order_by("article__path").first()
    if following:
        Assignment.objects.filter(pk=following.pk).update(announced_at=timezone.now())
        stories.announced.send(sender=IssuePage, page_id=following.article_id)
