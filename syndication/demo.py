"""The demo's posts stand in the portal's mirror, dated as their stories, and are never sent anywhere by themselves."""

from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from portal.demo import Demo
from syndication import outbox, sweep
from syndication.models import Delivery, State


def load(demo: Demo) -> str:
    for story in sweep.undecided():
        outbox.wish(story)
    published = Page.objects.filter(pk=OuterRef("page_id")).values("first_published_at")[:1]
    held = Delivery.objects.filter(state=State.HELD, receipt__isnull=True)
    count = held.update(wished_at=Subquery(published))
    return f"{count} posts in the mirror"
