"""The section: what runs now first, then what comes, then what is over, by year."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.utils import timezone
from wagtail.models import Page

from contests import cards
from portal.pages import SharedPage
from portal.prefetch import prefetch_pictures
from portal.stories import summaries

ON_A_PAGE = 12


class ContestIndexPage(SharedPage, Page):
    """All contests and campaigns. Made by `manage.py setup`, one for ever."""

    max_count = 1
    parent_page_types = []
    subpage_types = ["contests.ContestPage", "contests.CampaignPage"]

    class Meta:
        verbose_name = "раздел конкурсов"

    def get_context(self, request, *args, **kwargs):
        running, coming = cards.running(), cards.coming()
        over = Paginator(cards.over(), ON_A_PAGE).get_page(request.GET.get("page"))
        prefetch_pictures(*(card.cover for card in (*running, *coming)))
        shown = {"running": running, "coming": coming, "over": over, "years": _by_year(over.object_list)}
        return super().get_context(request, *args, **kwargs) | shown


def _by_year(ended: list[tuple]) -> list[tuple[int, list]]:
    """Cards of these pages under the years in which they ended."""
    found = {story.page_id: story for story in summaries(Page.objects.filter(pk__in=[pk for _, pk in ended]))}
    rows = [(timezone.localtime(moment).year, found[pk]) for moment, pk in ended if pk in found]
    return [(year, [story for _, story in group]) for year, group in groupby(rows, key=lambda row: row[0])]
