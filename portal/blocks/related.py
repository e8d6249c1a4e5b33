"""Another story of the portal inside this one: an article, news, a film."""

from __future__ import annotations

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.models import Page

from portal.access import Audience
from portal.blocks.ahead import FetchedAhead
from portal.stories import Story, live_by_pk, story_models

STORY = "story"


class StoryChooserBlock(FetchedAhead, blocks.PageChooserBlock):
    """Any page that is a story, whatever section it belongs to."""

    @cached_property
    def target_models(self):
        return story_models()

    @cached_property
    def target_model(self):
        return Page


class StoryBlock(blocks.StructBlock):
    """A story as a card; nothing while it is not published, or not for everybody who reads this one."""

    story = StoryChooserBlock(
        label="Материал", help_text="Статья, новость, фильм. Снимут с публикации — карточка исчезнет."
    )

    class Meta:
        label = "Наш материал"
        icon = "doc-full-inverse"
        group = "Видео и материалы"
        template = "portal/blocks/story.html"
        description = "Карточка другого материала портала: обложка, рубрика, заголовок, лид. Так же встаёт и фильм."

    def get_context(self, value, parent_context=None):
        story = value.get("story")
        return super().get_context(value, parent_context) | {"card": story.card() if isinstance(story, Story) else None}

    def get_preview_value(self):
        newest = Page.objects.live().type(Story).order_by("-first_published_at").values_list("pk", flat=True)[:1]
        return self.normalize({"story": next(iter(live_by_pk(newest).values()), None)})


def fetch_stories(body: StreamValue, audience: str) -> dict[int, Story]:
    """The stories this body may show to the readers of its page: one query, and one for each type; none if it names none."""
    chosen = {raw["value"].get("story") for raw in body.raw_data if raw["type"] == STORY} - {None}
    found = live_by_pk(chosen) if chosen else {}
    if audience == Audience.PUBLIC:
        return {pk: story for pk, story in found.items() if story.audience == Audience.PUBLIC}
    return found
