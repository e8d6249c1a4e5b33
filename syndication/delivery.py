"""The worker's side of the outbox: claim one post, commit "sending", call, commit what happened.

Between the commit of "sending" and the commit of the answer nobody knows whether a first post is out there. Whoever
finds such a row in a channel without a living owner marks it *in doubt*; it is never sent again by itself.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal import problems, worker
from portal.clock import at_each_tick
from syndication import composer, drivers
from syndication.composer import Teaser
from syndication.models import Attempt, Channel, Delivery, Operation, State
from syndication.port import ChannelError, Driver, Failure, Receipt

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
# How long one tick may go on sending before the clock has its turn.
TURN = 5.0
DOUBT = "Ответ Telegram потерян: пост мог выйти, а мог и не выйти. Загляните в канал и нажмите, что там."
GONE = "Пост удалён в самом Telegram. Отправить его снова?"


@dataclass(frozen=True)
class Claim:
    """A post in the hands of this worker: what to do, and the wish as it was when taken."""

    delivery: Delivery
    operation: Operation
    teaser: Teaser
    fence: int


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
            _wait(channel, timedelta(seconds=channel.pace))
            return


def _doubt_what_was_interrupted(channel: Channel) -> None:
    """We hold the channel, so nobody is sending: what still says so was cut off. Only a first post can double."""
    with transaction.atomic():
        interrupted = Delivery.objects.select_for_update().filter(channel=channel, state=State.SENDING)
        for delivery in list(interrupted):
            error = ChannelError(Failure.DOUBT, DOUBT, "worker died")
            _record_failure(
                Claim(delivery, Operation(delivery.operation), Teaser.from_wish(delivery.wish), delivery.fence), error
            )


def _claim(channel: Channel) -> Claim | None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().due(channel).first()
        if delivery is None:
            return None
        operation = delivery.needed
        if operation is None:
            delivery.state = delivery.settled_state
            delivery.save(update_fields=["state"])
            return _claim(channel)
        delivery.state, delivery.operation, delivery.fence = State.SENDING, operation, delivery.fence + 1
        delivery.save(update_fields=["state", "operation", "fence"])
    return Claim(delivery, operation, Teaser.from_wish(delivery.wish), delivery.fence)


def _do(driver: Driver, claim: Claim) -> bool:
    """Calls the channel and records what came of it; False when the channel should be left alone for now."""
    try:
        receipt = CALLS[claim.operation](driver, claim)
    except ChannelError as error:
        with transaction.atomic():
            return _record_failure(_current(claim), error)
    with transaction.atomic():
        _record_success(_current(claim), receipt)
    return True


def _send(driver: Driver, claim: Claim) -> Receipt:
    return driver.send(composer.post(claim.teaser, driver.teaser))


def _edit(driver: Driver, claim: Claim) -> Receipt:
    return driver.edit(Receipt.from_json(claim.delivery.receipt), composer.post(claim.teaser, driver.teaser))


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
    return Claim(
        Delivery.objects.select_for_update().get(pk=claim.delivery.pk), claim.operation, claim.teaser, claim.fence
    )


def _record_success(claim: Claim, receipt: Receipt | None) -> None:
    delivery = claim.delivery
    note = receipt.note if receipt else ""
    Attempt.objects.create(delivery=delivery, operation=claim.operation, outcome="удалось", answer=note)
    if delivery.fence != claim.fence or delivery.state not in {State.SENDING, State.IN_DOUBT}:
        return  # a person or another worker has decided since; the log above says what we did
    delivery.receipt = receipt and receipt.to_json()
    delivery.sent_hash = claim.teaser.hash if receipt else ""
    delivery.sent_at = delivery.sent_at or timezone.now()
    delivery.state = State.WAITING if delivery.needed else delivery.settled_state
    delivery.reason, delivery.attempts_made, delivery.next_attempt = note, 0, timezone.now()
    delivery.save()
    problems.mended(f"channel:{delivery.channel_id}")


def _record_failure(claim: Claim, error: ChannelError) -> bool:
    """Writes the failure down and says whether the channel may go on with the next post."""
    delivery = claim.delivery
    Attempt.objects.create(
        delivery=delivery, operation=claim.operation, outcome=error.failure.label, answer=error.detail[:500]
    )
    if delivery.fence != claim.fence or delivery.state != State.SENDING:
        return True
    outcome = RECORDS[error.failure](delivery, claim, error)
    delivery.save()
    return outcome


def _again_later(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    pause = min(FIRST_PAUSE * 2**delivery.attempts_made, LONGEST_PAUSE) * random.uniform(0.8, 1.2)
    delivery.state, delivery.reason = State.WAITING, error.reason
    delivery.attempts_made += 1
    delivery.next_attempt = timezone.now() + pause
    _wait(delivery.channel, pause)
    return False


def _throttled(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.state, delivery.reason = State.WAITING, error.reason
    _wait(delivery.channel, timedelta(seconds=(error.retry_after or 1) + random.random()))
    return False


def _doubt(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    if claim.operation != Operation.SEND:
        return _again_later(delivery, claim, error)
    delivery.state, delivery.reason = State.IN_DOUBT, DOUBT
    return True


def _stop_channel(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.state, delivery.reason = State.WAITING, error.reason
    Channel.objects.filter(pk=delivery.channel_id).update(paused_because=error.reason[:300])
    problems.report(
        f"channel:{delivery.channel_id}", f"Канал «{delivery.channel}» остановлен: {error.reason}", error.detail
    )
    return False


def _give_up(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.state, delivery.reason = State.FAILED, error.reason
    return True


def _gone(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.receipt, delivery.sent_hash = None, ""
    delivery.state, delivery.reason = State.HELD, GONE
    return True


def _migrated(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    Channel.objects.filter(pk=delivery.channel_id).update(address=str(error.new_chat_id))
    delivery.state, delivery.next_attempt = State.WAITING, timezone.now()
    return False


RECORDS: dict[Failure, Callable[[Delivery, Claim, ChannelError], bool]] = {
    Failure.TRANSIENT: _again_later,
    Failure.THROTTLED: _throttled,
    Failure.DOUBT: _doubt,
    Failure.CHANNEL: _stop_channel,
    Failure.POST: _give_up,
    Failure.GONE: _gone,
    Failure.UNDELETABLE: _give_up,
    Failure.MIGRATED: _migrated,
}


def _wait(channel: Channel, pause: timedelta) -> None:
    """Nobody speaks to the channel before the pause is over; a longer wait that stands already stays."""
    until = timezone.now() + pause
    longer = Q(not_before=None) | Q(not_before__lt=until)
    Channel.objects.filter(longer, pk=channel.pk).update(not_before=until)
