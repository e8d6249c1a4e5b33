"""«Как читали»: a story, or all that stand below it, for those who edit it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from people.models import ReadCount, ReadMark
from people.readership.groups import LEAST, NAMELESS, Group, merged
from portal.stories import Story

DAYS = 30
STORIES_AT_MOST = 60


@dataclass(frozen=True)
class Day:
    """A bar of the drawing; `height` in per cent of the highest."""

    day: date
    readers: int
    height: int

    @property
    def is_few(self) -> bool:
        return 0 < self.readers < LEAST


@require_safe
def readership(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Counts up to yesterday; of today only how many."""
    page = get_object_or_404(Page, pk=page_pk).specific
    if not isinstance(page, Story) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    stories = Page.objects.live().descendant_of(page, inclusive=True).type(Story)
    counts = ReadCount.objects.filter(page__in=stories)
    context = {
        "page": page,
        "total": _total(counts),
        "today": ReadMark.objects.filter(page__in=stories, day=timezone.localdate()).count(),
        "days": _days(counts),
        "towns": merged(_groups(counts.filter(of=ReadCount.Of.TOWN))),
        "units": merged(_groups(counts.filter(of=ReadCount.Of.UNIT))),
        "stories": _by_story(counts, page),
        "least": LEAST,
    }
    return render(request, "people/readership/panel.html", context)


def _total(counts: QuerySet) -> Group:
    sums = counts.filter(of=ReadCount.Of.ALL).aggregate(
        readers=Sum("readers", default=0), ended=Sum("finished", default=0)
    )
    return Group("", sums["readers"], sums["ended"])


def _groups(counts: QuerySet) -> list[Group]:
    rows = (
        counts.values("name").annotate(read=Sum("readers"), ended=Sum("finished")).values_list("name", "read", "ended")
    )
    return [Group(name or NAMELESS, read, ended) for name, read, ended in rows]


def _days(counts: QuerySet) -> list[Day]:
    """The last thirty days, those without a reader too."""
    today = timezone.localdate()
    since = today - timedelta(days=DAYS)
    rows = counts.filter(of=ReadCount.Of.ALL, day__gte=since).values("day").annotate(read=Sum("readers"))
    read = dict(rows.values_list("day", "read"))
    highest = max(read.values(), default=0) or 1
    days = [since + timedelta(days=number) for number in range(DAYS)]
    return [Day(day, read.get(day, 0), round(100 * read.get(day, 0) / highest)) for day in days]


def _by_story(counts: QuerySet, page: Page) -> list[tuple[Page, Group]]:
    """The stories below, those that were read most first."""
    rows = counts.filter(of=ReadCount.Of.ALL).exclude(page=page.pk).values("page")
    read = rows.annotate(read=Sum("readers"), ended=Sum("finished")).order_by("-read", "page")
    sums = list(read.values_list("page", "read", "ended")[:STORIES_AT_MOST])
    pages = Page.objects.in_bulk([pk for pk, _, _ in sums])
    return [(pages[pk], Group(pages[pk].title, number, ended)) for pk, number, ended in sums]
