"""Publishing by code (demo, factories): the same way as in the CMS, with a date of one's own."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from wagtail.models import Page


def publish_under(parent: Page, page: Page, when: datetime | None = None) -> Page:
    """Adds the page below its parent and publishes it as of `when` (now, if not given)."""
    when = when or timezone.now()
    page.first_published_at = when
    add_draft(parent, page).latest_revision.publish()
    dates = dict.fromkeys(("first_published_at", "last_published_at", "latest_revision_created_at"), when)
    type(page).objects.filter(pk=page.pk).update(**dates)
    return type(page).objects.get(pk=page.pk)


def add_draft(parent: Page, page: Page) -> Page:
    """Adds the page below its parent, unpublished."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision()
    return page
