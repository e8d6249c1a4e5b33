"""The worker's side of the outbox: claim one post, commit "sending", call, commit what happened.

Between the commit of "sending" and the commit of the answer nobody knows whether a first post is out there. Whoever
finds such a row in a channel without a living owner marks it *in doubt*; it is never sent again by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal import worker
from portal.clock import at_each_tick
from syndication import drivers, hours
from syndication.composing.posting import post_of
from syndication.models import Channel, Delivery, Operation, State
from syndication.outcomes import DOUBT, Claim, record_failure, record_success, wait
from syndication.port import ChannelError, Driver, Failure, Receipt
from syndication.wish import Wish

# How long one tick may go on sending before the clock has its turn.
TURN = 5.0
STALE = "Ждал отправки слишком долго. Отправить сейчас или не надо?"


@at_each_tick
def deliver() -> None:
    """Does what is due in every connected channel; workers may do this side by side."""
    now = timezone.now()
    free = Q(not_before=None) | Q(not_before__lte=now)
    busy = Q(deliveries__state=State.SENDING) | Q(deliveries__state=State.WAITING, deliveries__next_attempt__lte=now)
    for channel in Channel.objects.filter(free, busy, paused_because="").distinct():
        if drivers.is_connected(channel) and _take(channel):
            try:
                _serve(channel)
            finally:
                Channel.objects.filter(pk=channel.pk, lease_owner=worker.current_id).update(lease_owner="")


def _take(channel: Channel) -> bool:
    """Whether this worker may speak to the channel now: the row changes for one worker only."""
    others = worker.alive_workers() - {worker.current_id}
    return bool(
        Channel.objects.filter(pk=channel.pk).exclude(lease_owner__in=others).update(lease_owner=worker.current_id)
    )


def _serve(channel: Channel) -> None:
    """Posts one after another until nothing is due, the pace says wait, or the turn is over."""
    _doubt_what_was_interrupted(channel)
    driver = drivers.driver_of(channel)
    end = time.monotonic() + TURN
    while time.monotonic() < end and (claim := _claim(channel)):
        goes_on = _do(driver, claim)
        if not goes_on or channel.pace:
            # Each picture of an album is a message.
            wait(channel, timedelta(seconds=channel.pace * max(len(claim.wish.pictures), 1)))
            return


def _doubt_what_was_interrupted(channel: Channel) -> None:
    """We hold the channel, so nobody is sending: what still says so was cut off. Only a first post can double."""
    with transaction.atomic():
        interrupted = Delivery.objects.select_for_update().filter(channel=channel, state=State.SENDING)
        for delivery in list(interrupted):
            error = ChannelError(Failure.DOUBT, DOUBT, "worker died")
            record_failure(
                Claim(delivery, Operation(delivery.operation), Wish.from_json(delivery.wish), delivery.fence), error
            )


def _claim(channel: Channel) -> Claim | None:
    """The next post that has something to do; what has nothing or has waited too long is settled on the way."""
    with transaction.atomic():
        while delivery := Delivery.objects.select_for_update().due(channel).first():
            delivery.channel = channel
            operation = delivery.needed
            if operation is None:
                _leave(delivery, delivery.settled_state)
            elif operation == Operation.SEND and _is_stale(delivery, channel):
                _leave(delivery, State.STALE, STALE)
            else:
                return _taken(delivery, operation)
    return None


def _taken(delivery: Delivery, operation: Operation) -> Claim:
    """By an update, not a save: that somebody has it in hand changes no page."""
    delivery.state, delivery.operation, delivery.fence = State.SENDING, operation, delivery.fence + 1
    delivery.claimed_at, delivery.known_before = timezone.now(), delivery.channel.newest_id
    delivery.tried = delivery.wish if operation == Operation.SEND else delivery.tried
    names = ("state", "operation", "fence", "claimed_at", "known_before", "tried")
    Delivery.objects.filter(pk=delivery.pk).update(**{name: getattr(delivery, name) for name in names})
    return Claim(delivery, operation, Wish.from_json(delivery.wish), delivery.fence)


def _leave(delivery: Delivery, state: State, reason: str = "") -> None:
    delivery.state, delivery.reason = state, reason
    delivery.save(update_fields=["state", "reason"])


def _is_stale(delivery: Delivery, channel: Channel) -> bool:
    return timezone.now() - delivery.due_at > timedelta(hours=channel.stale_after)


def _do(driver: Driver, claim: Claim) -> bool:
    """Calls the channel and records what came of it; False when the channel should be left alone for now."""
    try:
        receipt = CALLS[claim.operation](driver, claim)
    except ChannelError as error:
        with transaction.atomic():
            return record_failure(_current(claim), error)
    with transaction.atomic():
        record_success(_current(claim), receipt)
    return True


def _send(driver: Driver, claim: Claim) -> Receipt:
    soundless = claim.wish.silent or hours.is_soundless(claim.delivery.channel, timezone.now())
    return driver.send(post_of(replace(claim.wish, silent=soundless), driver))


def _edit(driver: Driver, claim: Claim) -> Receipt:
    return driver.edit(Receipt.from_json(claim.delivery.receipt), post_of(claim.wish, driver))


def _delete(driver: Driver, claim: Claim) -> None:
    receipt = Receipt.from_json(claim.delivery.receipt)
    try:
        driver.delete(receipt)
    except ChannelError as error:
        if error.failure != Failure.UNDELETABLE:
            raise
        driver.withdraw(receipt)


CALLS: dict[Operation, Callable[[Driver, Claim], Receipt | None]] = {
    Operation.SEND: _send,
    Operation.EDIT: _edit,
    Operation.DELETE: _delete,
}


def _current(claim: Claim) -> Claim:
    """The claim on the row as it is now: while we called, the wish may have changed."""
    delivery = Delivery.objects.select_for_update().get(pk=claim.delivery.pk)
    delivery.channel = claim.delivery.channel
    return replace(claim, delivery=delivery)
