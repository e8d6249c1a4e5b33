"""What is wished: written by receivers in the page's own transaction, and by the press by hand. Nothing here calls a network."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from portal import gates
from portal.stories import Story, is_announced
from syndication import drivers
from syndication.composer import Teaser
from syndication.models import Channel, Delivery, State

# A story first published longer ago than this is old news: a copy, an import, a demo. It goes out only by hand.
FRESH = timedelta(days=1)
NOT_CONNECTED = "Telegram не подключён: пост виден только на портале."
OLD_NEWS = "Материал не новый: сам не отправляется."
NOT_SENT_YET = {State.HELD, State.WAITING, State.FAILED, State.WITHDRAWN}


@transaction.atomic
def wish(story: Story) -> None:
    """The story is live: every channel should show its present teaser."""
    teaser = Teaser.of(story)
    reasons = gates.reasons_to_stay(story.summary())
    for channel in Channel.objects.all():
        delivery = _locked(channel, story.pk) or Delivery(channel=channel, page_id=story.pk, state=State.WITHDRAWN)
        _write_wish(delivery, teaser)
        _decide(delivery, story, reasons)
        delivery.save()


def _locked(channel: Channel, page_id: int) -> Delivery | None:
    return Delivery.objects.select_for_update().filter(channel=channel, page_id=page_id).first()


def _write_wish(delivery: Delivery, teaser: Teaser) -> None:
    delivery.wanted = True
    delivery.wish, delivery.wish_hash = asdict(teaser), teaser.hash
    delivery.picture_id = teaser.picture_id


def _decide(delivery: Delivery, story: Story, reasons: list[str]) -> None:
    """Where the new wish leaves the post; what is on its way or in doubt stays where it is and is compared afterwards."""
    if reasons:
        _keep_back(delivery, reasons)
    elif delivery.state in {State.SENDING, State.IN_DOUBT}:
        return
    elif delivery.needed is None:
        _put(delivery, State.SENT)
    elif delivery.receipt is not None:
        _put(delivery, State.WAITING)
    elif not drivers.is_connected(delivery.channel):
        _put(delivery, State.HELD, NOT_CONNECTED)
    elif delivery._state.adding and not _is_fresh(story):
        _put(delivery, State.HELD, OLD_NEWS)
    elif delivery.state != State.HELD:
        _put(delivery, State.WAITING)


def _keep_back(delivery: Delivery, reasons: list[str]) -> None:
    """What may not leave does not go out, and what is out already is taken down."""
    if delivery.state in {State.SENDING, State.IN_DOUBT}:
        delivery.wanted = False
    elif delivery.receipt is None:
        _put(delivery, State.FAILED, " ".join(reasons))
    else:
        delivery.wanted = False
        _put(delivery, State.WAITING, " ".join(reasons))


@transaction.atomic
def reconsider(page_id: int) -> None:
    """The gates may answer otherwise now. Nothing is sent by itself: what was kept back waits for a person."""
    for delivery in Delivery.objects.select_for_update().filter(page_id=page_id, wanted=True):
        if reasons := _reasons(page_id):
            _keep_back(delivery, reasons)
            delivery.save()


def _reasons(page_id: int) -> list[str]:
    """What stops the page as it is now; a page that is gone has nothing to stop."""
    page = Page.objects.live().type(Story).filter(pk=page_id).specific().first()
    return gates.reasons_to_stay(page.summary()) if page else []


def _is_fresh(story: Story) -> bool:
    return is_announced() and story.alias_of_id is None and story.first_published_at > timezone.now() - FRESH


def _put(delivery: Delivery, state: State, reason: str = "") -> None:
    delivery.state, delivery.reason = state, reason[:500]
    delivery.next_attempt, delivery.attempts_made = timezone.now(), 0


@transaction.atomic
def withdraw(page_id: int) -> None:
    """The story is no longer live: no channel should show it."""
    for delivery in Delivery.objects.select_for_update().filter(page_id=page_id, wanted=True):
        delivery.wanted = False
        if delivery.state in NOT_SENT_YET and delivery.receipt is None:
            _put(delivery, State.WITHDRAWN)
        elif delivery.state not in {State.SENDING, State.IN_DOUBT}:
            _put(delivery, State.WAITING)
        delivery.save()


@transaction.atomic
def send_now(delivery_id: int) -> Delivery:
    """A person says: send it (held or failed), or send it again (in doubt, and it is not in the channel). The gates are asked again."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.wanted and (reasons := _reasons(delivery.page_id)):
        _keep_back(delivery, reasons)
        delivery.save()
    elif delivery.state in {State.HELD, State.FAILED, State.IN_DOUBT}:
        _put(delivery, State.WAITING if delivery.needed else delivery.settled_state)
        delivery.save()
    return delivery


@transaction.atomic
def confirm_sent(delivery_id: int, receipt: dict) -> Delivery:
    """A person says: the post in doubt is in the channel, here."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state == State.IN_DOUBT:
        delivery.receipt, delivery.sent_at = receipt, timezone.now()
        # What exactly stands there is unknown, so the present wish is written over it by an edit.
        delivery.sent_hash = ""
        _put(delivery, State.WAITING)
        delivery.save()
    return delivery
