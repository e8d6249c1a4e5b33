"""Posts in doubt are looked for by what a driver has for it: a witness, a probe, the chat itself. Never by sending again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.clock import periodic
from syndication import deciding, drivers
from syndication.composing.posting import post_of
from syndication.models import Attempt, Delivery, Operation, State
from syndication.port import ChannelError, Settled
from syndication.wish import Wish

FIRST_PAUSE = timedelta(seconds=20)
# What no means has settled in a day is left to a person alone.
LONGEST = timedelta(days=1)
AT_ONCE = 10


@periodic("settle-doubts", every=timedelta(seconds=15))
def settle() -> None:
    """Looks for each post in doubt, rarer and rarer, until it is found, is certainly not there, or a day is over."""
    now = timezone.now()
    doubtful = Delivery.objects.filter(state=State.IN_DOUBT, next_attempt__lte=now, claimed_at__gt=now - LONGEST)
    for delivery in doubtful.select_related("channel").order_by("claimed_at")[:AT_ONCE]:
        if drivers.is_connected(delivery.channel):
            _look_for(delivery)


def _look_for(delivery: Delivery) -> None:
    try:
        found = _settled(delivery)
    except ChannelError as error:
        _note(delivery, "проверить не удалось", error.detail)
        found = Settled(None, certain=False)
    if found.receipt:
        deciding.confirm_sent(delivery.pk, found.receipt.to_json())
        _note(delivery, "нашли в канале", found.receipt.url or "")
    elif found.certain:
        deciding.not_sent(delivery.pk)
        _note(delivery, "в канале его нет", "")
    else:
        _look_again_later(delivery)


def _settled(delivery: Delivery) -> Settled:
    driver = drivers.driver_of(delivery.channel)
    wished = post_of(Wish.from_json(delivery.tried or delivery.wish), driver)
    return driver.settle(wished, delivery.claimed_at, delivery.known_before)


@transaction.atomic
def _look_again_later(delivery: Delivery) -> None:
    doubtful = Delivery.objects.filter(pk=delivery.pk, state=State.IN_DOUBT, fence=delivery.fence)
    pause = FIRST_PAUSE * 2 ** min(delivery.attempts_made, 10)
    doubtful.update(next_attempt=timezone.now() + pause, attempts_made=delivery.attempts_made + 1)


def _note(delivery: Delivery, outcome: str, answer: str) -> None:
    Attempt.objects.create(delivery=delivery, operation=Operation.SEND, outcome=outcome, answer=answer[:500])
