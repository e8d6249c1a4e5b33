"""What a person decides of a post or a channel with the desk's buttons, or a witness of a lost reply. Nothing here calls a network."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal import problems
from syndication import alerts
from syndication.composing.leaving import reasons_to_stay
from syndication.models import Channel, Choice, Composition, Delivery, State
from syndication.moves import keep_back, live, put, put_in_line, take_away
from syndication.outcomes import remember_newest
from syndication.wish import Wish

CANCELLED = "Отправку отменили."
NOT_SENT_YET = {State.HELD, State.WAITING, State.FAILED, State.STALE, State.WITHDRAWN}


@transaction.atomic
def send_now(delivery_id: int) -> Delivery:
    """A person says: send it (held, stale or failed), or send it again (in doubt, and not there). The gates are asked again."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    story = live(delivery.page_id) if delivery.wanted else None
    if story and (reasons := reasons_to_stay(Wish.from_json(delivery.wish), story)):
        keep_back(delivery, reasons, story)
        delivery.save()
    elif delivery.state in {State.HELD, State.STALE, State.FAILED, State.IN_DOUBT}:
        put_in_line(delivery, timezone.now())
        delivery.state = State.WAITING if delivery.needed else delivery.settled_state
        delivery.save()
    return delivery


@transaction.atomic
def cancel(delivery_id: int) -> Delivery:
    """A person says: not this one, however often the page is edited. What stands in the channel stays."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state in NOT_SENT_YET and delivery.receipt is None:
        never = {"choice": Choice.NEVER}
        Composition.objects.update_or_create(never, channel_id=delivery.channel_id, page_id=delivery.page_id)
        take_away(delivery, CANCELLED)
        delivery.save()
    return delivery


def decide_stale(delivery_ids: Iterable[int], *, send: bool) -> int:
    """A person decides about many that have waited too long; how many there were."""
    stale = list(
        Delivery.objects.filter(pk__in=delivery_ids, state=State.STALE).order_by("due_at").values_list("pk", flat=True)
    )
    for delivery_id in stale:
        send_now(delivery_id) if send else cancel(delivery_id)
    return len(stale)


@transaction.atomic
def confirm_sent(delivery_id: int, receipt: dict) -> Delivery:
    """The post in doubt is in the channel, here: a person says so, or a witness."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state == State.IN_DOUBT:
        delivery.receipt, delivery.sent_at = receipt, delivery.claimed_at or timezone.now()
        remember_newest(delivery.channel, receipt["message_ids"])
        # What exactly stands there is unknown, so the present wish is written over it by an edit.
        delivery.sent_hash = ""
        put(delivery, State.WAITING)
        delivery.save()
    return delivery


@transaction.atomic
def not_sent(delivery_id: int) -> None:
    """A witness says: the post in doubt is certainly not in the channel. It goes back into the line."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state == State.IN_DOUBT:
        put(delivery, State.WAITING if delivery.needed else delivery.settled_state)
        delivery.save()


def pause(channel: Channel, by, reason: str) -> None:
    """A person stops the channel: its queue waits."""
    Channel.objects.filter(pk=channel.pk).update(paused_because=reason[:300], paused_by=by)


def resume(channel: Channel) -> None:
    """The channel goes on with its queue; its trouble is over until it happens again."""
    Channel.objects.filter(pk=channel.pk).update(paused_because="", paused_by=None, not_before=None)
    problems.mended(alerts.key_of(channel))
