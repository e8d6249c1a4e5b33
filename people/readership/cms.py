"""«Как читали» in the CMS: the address, and the button on the pages of stories."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from people.readership.panel import readership
from portal.stories import Story


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("readership/<int:page_pk>/", readership, name="readership")]


@hooks.register("register_page_header_buttons")
def button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On what is out: a draft has no readers."""
    story = page.specific
    if isinstance(story, Story) and story.live and story.permissions_for_user(user).can_edit():
        yield Button("Как читали", reverse("readership", args=[story.pk]), icon_name="view", priority=60)
