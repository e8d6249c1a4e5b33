"""Listens to publishing. A receiver only writes the wish, in the transaction of the page."""

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal import gates, stories
from portal.stories import Story
from syndication import outbox


def published(instance: Page, **kwargs) -> None:
    """Wagtail says "published" of a new page with a date ahead too, which is not live yet."""
    if isinstance(instance, Story) and instance.live:
        outbox.wish(instance)


def unpublished(instance: Page, **kwargs) -> None:
    outbox.withdraw(instance.pk)


def deleted(instance, **kwargs) -> None:
    if isinstance(instance, Page):
        outbox.withdraw(instance.pk)


def moved(instance: Page, url_path_before: str, url_path_after: str, **kwargs) -> None:
    """A new address: the links in the posts of everything below follow it."""
    if url_path_before == url_path_after:
        return
    for page in Page.objects.descendant_of(instance, inclusive=True).live().type(Story).specific():
        outbox.wish(page)


def leave_changed(page_ids, names=None, pictures=(), **kwargs) -> None:
    """Whether these stories may leave has changed: posts that may not stand are taken down."""
    for page_id in {*page_ids, *(outbox.naming(names) if names else ()), *outbox.showing(pictures)}:
        outbox.reconsider(page_id)


def announced(page_id: int, **kwargs) -> None:
    outbox.announce(page_id)


def connect() -> None:
    from django.db.models.signals import pre_delete

    page_published.connect(published, dispatch_uid="syndication")
    page_unpublished.connect(unpublished, dispatch_uid="syndication")
    post_page_move.connect(moved, dispatch_uid="syndication")
    stories.announced.connect(announced, dispatch_uid="syndication")
    gates.changed.connect(leave_changed, dispatch_uid="syndication")
    pre_delete.connect(deleted, dispatch_uid="syndication")
