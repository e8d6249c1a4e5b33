"""News: a list by date and the pages in it."""

from django.core.paginator import Paginator
from django.db import models
from django.forms import Select
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from news.body import news_blocks, reading_context
from portal import rubrics
from portal.pages import SharedPage
from portal.stories import Story, live_stories, summaries

PER_PAGE = 20


class Rubric(rubrics.Rubric):
    """«Сети», «Обучение», «Спорт»."""

    class Meta(rubrics.Rubric.Meta):
        verbose_name = "рубрика новостей"
        verbose_name_plural = "рубрики новостей"


class NewsIndexPage(SharedPage, Page):
    """The section: all news by date. Made by `manage.py setup`, one for ever."""

    max_count = 1
    parent_page_types = []
    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = "раздел новостей"

    def get_context(self, request, *args, **kwargs):
        stories = live_stories().descendant_of(self)
        page = Paginator(stories, PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"pages": page, "stories": summaries(page.object_list)}


class NewsTag(TaggedItemBase):
    content_object = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta(TaggedItemBase.Meta):
        verbose_name = "метка материала"
        verbose_name_plural = "метки материала"


class NewsQuerySet(PageQuerySet):
    def urgent(self):
        """Live news that everybody must see now, the one that ends first before the others."""
        return self.live().filter(urgent_until__gt=timezone.now()).order_by("urgent_until")


class NewsPage(Story, Page):
    """One piece of news."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    kind = "Новости"
    card_needs = served_with = ("cover", "rubric")

    rubric = models.ForeignKey(Rubric, verbose_name="рубрика", null=True, on_delete=models.PROTECT, related_name="+")
    urgent_until = models.DateTimeField(
        "срочно до",
        null=True,
        blank=True,
        db_index=True,
        help_text="До этого часа новость висит полосой вверху главной. Для аварий и отключений.",
    )
    body = StreamField(news_blocks(), verbose_name="текст", blank=True)
    tags = ClusterTaggableManager(
        "метки", through=NewsTag, blank=True, help_text="Через запятую. В канале станут хештегами."
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *Page.content_panels,
        *Story.story_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("rubric", widget=Select), FieldPanel("tags")], heading="Рубрика и метки"),
        FieldPanel("urgent_until"),
    ]
    settings_panels = [Story.audience_panel, *Page.settings_panels]

    search_fields = [*Page.search_fields, *Story.story_search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "новость"
        verbose_name_plural = "новости"

    @property
    def kicker(self) -> str:
        return self.rubric.name if self.rubric else self.kind

    @property
    def hashtags(self) -> tuple[str, ...]:
        words = [tag.name for tag in self.tags.all()]
        return tuple(dict.fromkeys([self.kicker, *words]))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return (
            context | reading_context(self) | {"more": summaries(live_stories().sibling_of(self, inclusive=False)[:3])}
        )
