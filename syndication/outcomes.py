"""What came of a call, written down: each kind of failure has its own consequence for the post and the channel."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from portal import problems
from syndication import alerts
from syndication.models import Attempt, Channel, Delivery, Operation, State
from syndication.port import ChannelError, Failure, MessageId, Receipt
from syndication.wish import Wish

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
DOUBT = "Ответ потерян: пост мог выйти, а мог и не выйти. Загляните в канал и нажмите, что там."
# About four minutes of trying.
LONG_IN_VAIN = 6
GONE = "Пост удалён в самом канале. Отправить его снова?"


@dataclass(frozen=True)
class Claim:
    """A post in the hands of this worker: what to do, and the wish as it was when taken."""

    delivery: Delivery
    operation: Operation
    wish: Wish
    fence: int


def record_success(claim: Claim, receipt: Receipt | None) -> None:
    delivery = claim.delivery
    note = receipt.note if receipt else ""
    Attempt.objects.create(delivery=delivery, operation=claim.operation, outcome="удалось", answer=note)
    if delivery.fence != claim.fence or delivery.state not in {State.SENDING, State.IN_DOUBT}:
        return  # a person or another worker has decided since; the log above says what we did
    delivery.receipt, delivery.reposting = receipt and receipt.to_json(), False
    delivery.sent_hash = claim.wish.hash if receipt else ""
    if claim.operation == Operation.SEND:
        delivery.sent_at = timezone.now()
        remember_newest(delivery.channel, receipt.message_ids)
    if delivery.attempts_made >= LONG_IN_VAIN:
        problems.mended(alerts.key_of(delivery.channel))
    delivery.state = State.WAITING if delivery.needed else delivery.settled_state
    delivery.reason = " ".join(filter(None, [claim.wish.because, note]))[:500]
    delivery.attempts_made, delivery.next_attempt = 0, timezone.now()
    delivery.save()


def remember_newest(channel: Channel, message_ids: Iterable[MessageId]) -> None:
    """Where a lost post can stand is known by the number of the newest one that is ours."""
    newest = max((number for number in message_ids if isinstance(number, int)), default=0)
    if newest > (channel.newest_id or 0):
        channel.newest_id = newest
        Channel.objects.filter(pk=channel.pk).update(newest_id=newest)


def record_failure(claim: Claim, error: ChannelError) -> bool:
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
    if delivery.attempts_made == LONG_IN_VAIN:
        alerts.channel_silent(delivery.channel, error)
    delivery.next_attempt = timezone.now() + pause
    wait(delivery.channel, pause)
    return False


def _throttled(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.state, delivery.reason = State.WAITING, error.reason
    wait(delivery.channel, timedelta(seconds=(error.retry_after or 1) + random.random()))
    return False


def _doubt(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    if claim.operation != Operation.SEND:
        # Whoever did it died; that is no word about the service, so nobody has to wait.
        delivery.state, delivery.next_attempt = State.WAITING, timezone.now()
        return True
    delivery.state, delivery.reason, delivery.next_attempt = State.IN_DOUBT, DOUBT, timezone.now()
    delivery.attempts_made = 0
    return True


def _stop_channel(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.state, delivery.reason = State.WAITING, error.reason
    running = Channel.objects.filter(pk=delivery.channel_id, paused_because="")
    if running.update(paused_because=error.reason[:300]):
        alerts.channel_stopped(delivery.channel, error)
    return False


def _give_up(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.state, delivery.reason = State.FAILED, error.reason
    return True


def _gone(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    delivery.receipt, delivery.sent_hash = None, ""
    delivery.state, delivery.reason = State.HELD, GONE
    return True


def _repost(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    """Removed first, sent anew then: each is a step of its own, so that a death between them doubles nothing."""
    delivery.reposting = True
    delivery.state, delivery.reason, delivery.next_attempt = State.WAITING, error.reason, timezone.now()
    return True


def _migrated(delivery: Delivery, claim: Claim, error: ChannelError) -> bool:
    Channel.objects.filter(pk=delivery.channel_id).update(address=str(error.new_chat_id), newest_id=None)
    delivery.state, delivery.next_attempt = State.WAITING, timezone.now()
    return False


RECORDS: dict[Failure, Callable[[Delivery, Claim, ChannelError], bool]] = {
    Failure.TRANSIENT: _again_later,
    Failure.THROTTLED: _throttled,
    Failure.DOUBT: _doubt,
    Failure.CHANNEL: _stop_channel,
    Failure.POST: _give_up,
    Failure.GONE: _gone,
    Failure.UNEDITABLE: _repost,
    Failure.UNDELETABLE: _give_up,
    Failure.MIGRATED: _migrated,
}


def wait(channel: Channel, pause: timedelta) -> None:
    """Nobody speaks to the channel before the pause is over; a longer wait that stands already stays."""
    until = timezone.now() + pause
    longer = Q(not_before=None) | Q(not_before__lt=until)
    Channel.objects.filter(longer, pk=channel.pk).update(not_before=until)
