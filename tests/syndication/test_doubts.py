"""A post in doubt is looked for, and never sent again without proof that it is not there."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from news.factories import NewsFactory
from syndication import drivers
from syndication.delivery import deliver
from syndication.doubts import settle
from syndication.models import Delivery, State
from syndication.port import ChannelError, Failure, Receipt, Settled
from syndication.telegram.driver import TelegramDriver

pytestmark = pytest.mark.django_db


class Witness(TelegramDriver):
    """The driver with somebody who has seen the channel."""

    seen: Settled | ChannelError = Settled(None, certain=False)
    asked = 0

    def settle(self, post, since, last_known_id):
        type(self).asked += 1
        if isinstance(self.seen, ChannelError):
            raise self.seen
        return self.seen


@pytest.fixture
def witness(monkeypatch):
    monkeypatch.setattr(drivers, "TelegramDriver", Witness)
    Witness.seen, Witness.asked = Settled(None, certain=False), 0
    return Witness


@pytest.fixture
def doubtful(connected):
    """A post whose reply was lost; it stands in the channel."""
    connected.faults.add("reset_after", times=1)
    NewsFactory(draft=True, title="Насос").save_revision().publish()
    deliver()
    return Delivery.objects.get()


def state():
    return State(Delivery.objects.get().state)


def test_a_witness_who_saw_it_ends_the_doubt(doubtful, witness, connected):
    (message,) = connected.channel
    witness.seen = Settled(Receipt((message.id,), "text", f"https://t.me/c/1/{message.id}"), certain=True)
    settle()
    deliver()
    assert (state(), len(connected.channel)) == (State.SENT, 1)


def test_a_witness_who_is_certain_that_it_is_not_there_sends_it_again(doubtful, witness, connected):
    connected.channel.remove(connected.channel[0].id)
    witness.seen = Settled(None, certain=True)
    settle()
    deliver()
    assert (state(), len(connected.channel)) == (State.SENT, 1)


@pytest.mark.parametrize("seen", [Settled(None, certain=False), ChannelError(Failure.TRANSIENT, "Не ответили.")])
def test_who_does_not_know_leaves_it_to_a_person_and_is_asked_rarer_and_rarer(seen, doubtful, witness, connected):
    witness.seen = seen
    for _ in range(5):
        settle()
    assert (state(), len(connected.channel), witness.asked) == (State.IN_DOUBT, 1, 1)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        settle()
    assert witness.asked == 1


def test_a_post_of_another_shape_is_removed_and_sent_anew(connected, monkeypatch):
    page = NewsFactory(draft=True, title="Было")
    page.save_revision().publish()
    deliver()

    def uneditable(self, receipt, post):
        raise ChannelError(Failure.UNEDITABLE, "Альбом не перестроить.")

    monkeypatch.setattr(TelegramDriver, "edit", uneditable)
    page.title = "Стало"
    page.save_revision().publish()
    deliver()
    assert [message.text.split("\n")[0] for message in connected.channel] == ["Стало"]
    assert Receipt.from_json(Delivery.objects.get().receipt) == replace(
        Receipt.from_json(Delivery.objects.get().receipt), message_ids=(connected.channel[0].id,)
    )
