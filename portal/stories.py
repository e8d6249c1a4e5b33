"""Story: what the feed, the search and the channel know of a page, whatever section it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.dispatch import Signal
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageQuerySet
from wagtail.search import index

from portal.access import Audience
from portal.images import Picture
from portal.pages import SharedPage
from portal.prefetch import prefetch_pictures

LEAD_LENGTH = 400


@dataclass(frozen=True)
class Clip:
    """A film of a story in one file that channels take: its name in the storage, bytes, and what a player must know of it."""

    path: str
    size: int
    width: int
    height: int
    seconds: float
    poster: Picture | None


@dataclass(frozen=True)
class Summary:
    """A story in the size of a card. `cover` is a `portal.Picture` or None.

    In lists (`summaries`) the cover's renditions are prefetched; `hashtags`, `people` and `video` stay empty.
    """

    page_id: int
    kind: str
    kicker: str
    title: str
    lead: str
    cover: object | None
    url: str
    published: datetime | None
    audience: str
    hashtags: tuple[str, ...] = ()
    people: tuple[StoryPerson, ...] = ()
    video: Clip | None = None
    # What one does with the story, where that is not reading: «Смотреть, 4 минуты».
    action: str = ""

    @property
    def public(self) -> bool:
        return self.audience == Audience.PUBLIC


@dataclass(frozen=True)
class StoryPerson:
    """Who made the story or is named in it. `employee_id` is None for people from outside; `role` is in Russian.

    `in_clip`: the face is seen in the story's clip.
    """

    employee_id: int | None
    name: str
    role: str
    in_clip: bool = False


class Story(SharedPage, models.Model):
    """Mixin of every page that goes into the feed: `class NewsPage(Story, Page)`.

    A section sets `kind` (a word for the feed) and may override `kicker`, `hashtags` and `story_people`.
    `card_needs` names what a card follows (foreign keys), so that lists need no query per card.
    """

    kind = ""
    card_needs: tuple[str, ...] = ("cover",)

    lead = models.TextField(
        "лид", max_length=LEAD_LENGTH, help_text="Одно-два предложения: о чём материал. Его увидят в ленте и в канале."
    )
    cover = models.ForeignKey(
        "portal.Picture",
        verbose_name="обложка",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Главный снимок: в ленте, вверху страницы и в канале.",
    )
    audience = models.CharField(
        "кто может открыть",
        max_length=16,
        choices=Audience.choices,
        default=Audience.EMPLOYEES,
        help_text="«Для всех» — страница и её снимки откроются без входа. На отправку анонса в канал это не влияет.",
    )

    story_panels = [FieldPanel("lead"), FieldPanel("cover")]
    audience_panel = MultiFieldPanel([FieldPanel("audience")], heading="Доступ")
    story_search_fields = [index.SearchField("lead", boost=2), index.FilterField("audience")]

    class Meta:
        abstract = True

    @property
    def kicker(self) -> str:
        return self.kind

    @property
    def hashtags(self) -> tuple[str, ...]:
        """Words for hashtags, as the editor wrote them; each channel spells them by its own rules."""
        return ()

    @property
    def held_until(self) -> datetime | None:
        """Until then the story is no news for the channel, though it is published; its section announces it afterwards."""
        return None

    @property
    def has_film(self) -> bool:
        """Whether a channel may be offered a film of it, once that may leave (`Summary.video`)."""
        return False

    @property
    def story_people(self) -> tuple[StoryPerson, ...]:
        return ()

    def card(self) -> Summary:
        """What lists show of the story."""
        return Summary(
            page_id=self.pk,
            kind=self.kind,
            kicker=self.kicker,
            title=self.title,
            lead=self.lead,
            cover=self.cover,
            url=self.url,
            published=self.first_published_at,
            audience=self.audience,
        )

    def summary(self) -> Summary:
        """The card with hashtags and people: what a channel and its gates ask for."""
        return replace(self.card(), hashtags=self.hashtags, people=self.story_people)


# Sent with `page_id` when a section says that a story which was held back is news now, in the transaction that says so.
announced = Signal()

_unannounced: ContextVar[bool] = ContextVar("unannounced", default=False)


@contextmanager
def unannounced() -> Iterator[None]:
    """What is published inside is no news (an import, the demo): it is never sent to a channel by itself."""
    token = _unannounced.set(True)
    try:
        yield
    finally:
        _unannounced.reset(token)


def is_announced() -> bool:
    """Whether what is published now is news."""
    return not _unannounced.get()


def story_models() -> list[type[Story]]:
    """Every page model that is a story."""
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if issubclass(model, Story)]


def kinds_and_rubrics() -> dict[str, list[str]]:
    """The words by which stories call themselves: `{"Новости": ["Сети", "Спорт"]}`; a kind without rubrics has none."""
    return {model.kind: _rubrics(model) for model in story_models()}


def _rubrics(model: type[Story]) -> list[str]:
    rubric = next((field for field in model._meta.get_fields() if field.name == "rubric"), None)
    return list(rubric.related_model.objects.values_list("name", flat=True)) if rubric else []


def live_stories() -> PageQuerySet:
    """Live pages of all sections that are stories, newest first; plain pages: call `summaries` for cards."""
    return Page.objects.live().type(Story).order_by("-first_published_at", "-pk")


def live_by_pk(pks: Collection[int]) -> dict[int, Story]:
    """Those of these pages that are live stories, with what their cards need but for the covers' renditions."""
    return _with_card_needs(
        list(Page.objects.live().type(Story).filter(pk__in=pks).values_list("pk", "content_type_id"))
    )


def summaries(pages: PageQuerySet, *more_pictures: Picture | None) -> list[Summary]:
    """Cards of these pages in their order: one query for the pages, one a type, one for all covers' renditions.

    `more_pictures` of the same page get their renditions in the same query.
    """
    order = list(pages.values_list("pk", "content_type_id"))
    found = _with_card_needs(order)
    cards = [found[pk].card() for pk, _ in order if pk in found]
    prefetch_pictures(*(card.cover for card in cards), *more_pictures)
    return cards


def _with_card_needs(order: list[tuple[int, int]]) -> dict[int, Story]:
    by_type = defaultdict(list)
    for pk, content_type_id in order:
        by_type[content_type_id].append(pk)
    found = {}
    for content_type_id, pks in by_type.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        found |= model.objects.select_related(*model.card_needs).defer_streamfields().in_bulk(pks)
    return found
