"""The page of results: a story like any other, so that feed, search and channel take it."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from contests.models.contest import contest_blocks
from portal.stories import Story

# No names: whoever is named in a channel must have agreed to it, and the winners were not asked.
LEAD = "Голоса сложены, жюри сдало оценки. Победителей — с лицами и работами — смотрите на портале."


class ResultsPage(Story, Page):
    """Made when HR makes the results known; the editor may add words and photographs of the ceremony."""

    parent_page_types = ["contests.ContestPage"]
    subpage_types = []
    max_count_per_parent = 1
    kind = "Конкурсы"
    served_with = ("cover",)

    body = StreamField(contest_blocks(), verbose_name="слова и снимки", blank=True)

    content_panels = [*Page.content_panels, *Story.story_panels, FieldPanel("body")]
    settings_panels = [Story.audience_panel, *Page.settings_panels]
    search_fields = [*Page.search_fields, *Story.story_search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "итоги конкурса"
        verbose_name_plural = "итоги конкурсов"

    @classmethod
    def of(cls, contest) -> ResultsPage:
        """An unsaved page for this contest."""
        return cls(title=f"Итоги: {contest.title}"[:255], slug="results", lead=LEAD, cover=contest.cover, live=False)

    def get_context(self, request, *args, **kwargs):
        from contests.results.showing import context  # the results stand on the models

        return super().get_context(request, *args, **kwargs) | context(self)
