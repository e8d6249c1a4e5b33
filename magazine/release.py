"""An issue and its articles are one act: they appear together or not at all, and are taken down together."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Page, Revision

from magazine.models import ArticlePage, Assignment, IssuePage
from portal.stories import is_announced, unannounced

# Sent with `issue` when an issue with its articles has just come out and is news, in the transaction of its publication.
released = Signal()
BODY = "в тексте есть незаполненный или ошибочный блок"


class NotReadyError(Exception):
    """Some article cannot be published as it stands; the message says which and why, in Russian."""


def drafts(issue: IssuePage) -> QuerySet:
    """What would appear with the issue, in reading order."""
    return ArticlePage.objects.child_of(issue).not_live().order_by("path")


def obstacles(issue: IssuePage) -> list[str]:
    """What forbids to publish the issue and its articles as their last drafts are; empty: nothing does."""
    pages = [issue.get_latest_revision_as_object(), *(page.get_latest_revision_as_object() for page in drafts(issue))]
    return [f"«{page.title}»: {reason}" for page in pages for reason in _faults(page)]


def _faults(page: Page) -> list[str]:
    try:
        page.full_clean()
    except ValidationError as error:
        return [_told(page, name, texts) for name, texts in error.message_dict.items()]
    if isinstance(page, IssuePage):
        return []
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError:
        return [BODY]
    return []


def _told(page: Page, name: str, texts: list[str]) -> str:
    label = page._meta.get_field(name).verbose_name if name in {field.name for field in page._meta.fields} else ""
    said = " ".join(texts)
    return f"{label} — {said[:1].lower()}{said[1:]}" if label else said


@transaction.atomic
def release(issue: IssuePage, user, at: datetime | None = None) -> None:
    """Publishes the issue with its articles now, or has the clock do it at this moment. Raises NotReadyError."""
    if reasons := obstacles(issue):
        raise NotReadyError(" ".join(reasons))
    _unapprove(issue)
    draft = issue.get_latest_revision_as_object()
    draft.go_live_at = at
    draft.save_revision(user=user, log_action=True).publish(user=user)


@transaction.atomic
def call_off(issue: IssuePage, user) -> None:
    """The set time no longer counts; everything stays a draft."""
    _unapprove(issue)
    draft = issue.get_latest_revision_as_object()
    draft.go_live_at = None
    draft.save_revision(user=user, log_action=True)
    IssuePage.objects.filter(pk=issue.pk).update(go_live_at=None)


def set_for(issue: IssuePage) -> datetime | None:
    """When the clock will publish the issue."""
    return _approved(issue).values_list("approved_go_live_at", flat=True).first()


def _approved(issue: IssuePage) -> QuerySet:
    return Revision.page_revisions.filter(object_id=str(issue.pk), approved_go_live_at__isnull=False)


def _unapprove(issue: IssuePage) -> None:
    _approved(issue).update(approved_go_live_at=None)


def issue_published(instance: IssuePage, **kwargs) -> None:
    """Receiver: the articles follow in the issue's own transaction. One that cannot be published stops them all."""
    if not instance.goes_live:
        return
    instance.goes_live = False
    with transaction.atomic(), unannounced():
        if reasons := obstacles(instance):
            raise NotReadyError(" ".join(reasons))
        articles = list(drafts(instance))
        for article in articles:
            _publish_with_issue(article)
    if articles and is_announced():
        released.send(sender=type(instance), issue=instance)


def _publish_with_issue(article: ArticlePage) -> None:
    """As its last draft is; hours of its own would keep it out of the issue."""
    draft = article.get_latest_revision_as_object()
    draft.go_live_at = draft.expire_at = None
    draft.save_revision(log_action=False).publish(log_action="wagtail.publish")
    Assignment.objects.update_or_create(article_id=article.pk, defaults={"released_at": timezone.now()})


def issue_unpublished(instance: IssuePage, **kwargs) -> None:
    """Receiver: no article stays behind."""
    for article in ArticlePage.objects.live().child_of(instance):
        article.unpublish()


def article_moved(instance: ArticlePage, parent_page_after: Page, **kwargs) -> None:
    """Receiver: what is moved into an issue that is not out waits for it."""
    if instance.live and not parent_page_after.live:
        ArticlePage.objects.get(pk=instance.pk).unpublish()
