"""The sweep: whatever the receivers missed (a crash between a publication and its signal) gets its decision."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageQuerySet

from portal.clock import periodic
from portal.stories import live_stories
from syndication import outbox
from syndication.models import Channel, Delivery

AT_ONCE = 50


def undecided() -> PageQuerySet:
    """Live stories of which no channel knows yet, newest first."""
    decided = Delivery.objects.filter(page_id=OuterRef("pk"))
    return live_stories().filter(~Exists(decided)).specific()


@periodic("sweep-stories", every=timedelta(minutes=1))
def sweep() -> None:
    """Live stories without a decision get one; posts of pages that are no longer live are wished away."""
    if not Channel.objects.exists():
        return
    for story in undecided()[:AT_ONCE]:
        outbox.wish(story)
    live = Page.objects.filter(pk=OuterRef("page_id"), live=True)
    for page_id in Delivery.objects.filter(~Exists(live), wanted=True).values_list("page_id", flat=True)[:AT_ONCE]:
        outbox.withdraw(page_id)
