"""Posts that are out when a gate changes its mind: a consent was withdrawn. What may no longer stay is taken back."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import Page

from portal import gates
from portal.stories import Story
from syndication import outbox
from syndication.models import Delivery

NEWEST = 2000


@task(backend="jobs", queue_name="jobs")
def recheck() -> None:
    """Asks the gates about each post that is out, the newest first; safe to repeat."""
    out = Delivery.objects.filter(wanted=True).exclude(receipt=None).order_by("-sent_at")
    for page_id in list(dict.fromkeys(out.values_list("page_id", flat=True)[:NEWEST])):
        page = Page.objects.filter(pk=page_id).specific().first()
        if isinstance(page, Story) and gates.reasons_to_stay(page.summary()):
            outbox.wish(page)


def leave_changed(**kwargs) -> None:
    recheck.enqueue()


def connect() -> None:
    gates.leave_changed.connect(leave_changed, dispatch_uid="syndication")
