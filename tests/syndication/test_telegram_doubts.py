"""A post whose reply was lost is found by the second bot or by forwarding, and missed only with proof."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from news.factories import NewsFactory
from syndication import drivers
from syndication.delivery import deliver
from syndication.doubts import settle
from syndication.models import Delivery, State
from syndication.port import ChannelError
from tests.syndication.telegram import driver_of, photo, post
from tests.syndication.telegram_server import WITNESS

WAYS = ["witness", "staging"]
LATER = timedelta(minutes=11)


def driver_with(way, server, **more):
    helps = {"witness_token": WITNESS} if way == "witness" else {"staging_chat_id": str(server.channel.staging_id)}
    return driver_of(server, **helps, **more)


def lost(driver, server, sent):
    """The post stands, and nobody said so; the number that was known before, and when it was sent."""
    known, since = driver.send(post("Раньше")).message_ids[0], timezone.now()
    server.faults.add("reset_after")
    with pytest.raises(ChannelError):
        driver.send(sent)
    return since, known


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_lost_post_is_found_with_all_its_messages(telegram, way, count):
    driver, sent = driver_with(way, telegram), post(photos=tuple(map(photo, ["navy", "teal", "gold"][:count])))
    since, known = lost(driver, telegram, sent)
    found = driver.settle(sent, since, known)
    assert found.receipt.message_ids == tuple(message.id for message in telegram.channel)[1:]
    assert found.receipt.kind == {0: "text", 1: "photo", 3: "album"}[count]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("passed", "certain"), [(timedelta(0), False), (LATER, True)])
def test_what_is_missed_is_believed_when_telegram_has_long_forgotten_the_call(telegram, way, passed, certain):
    driver, sent = driver_with(way, telegram), post()
    since, known = lost(driver, telegram, sent)
    telegram.channel.remove(telegram.channel[1].id)
    telegram.channel.updates.pop()
    with time_machine.travel(timezone.now() + passed):
        assert driver.settle(sent, since, known) == type(driver.settle(sent, since, known))(None, certain)


def test_a_witness_that_has_never_seen_ours_proves_nothing(telegram):
    driver, sent = driver_with("witness", telegram), post()
    since, known = lost(driver, telegram, sent)
    telegram.channel.updates.clear()
    with time_machine.travel(timezone.now() + LATER):
        assert not driver.settle(sent, since, known).certain


@pytest.mark.parametrize("way", WAYS)
def test_something_like_the_post_is_left_to_a_person(telegram, way):
    driver = driver_with(way, telegram)
    since, known = lost(driver, telegram, post("Насос, но другой"))
    with time_machine.travel(timezone.now() + LATER):
        found = driver.settle(post("Новый насос"), since, known)
    assert (found.receipt, found.certain) == (None, False)


def test_without_a_number_before_it_forwarding_does_not_guess(telegram):
    driver = driver_with("staging", telegram)
    since, _ = lost(driver, telegram, post())
    assert not driver.settle(post(), since, None).certain
    assert telegram.calls["forwardmessage"] == 0


@pytest.mark.parametrize("way", WAYS)
def test_a_doubt_ends_by_itself_and_the_post_stands_once(connected, way, monkeypatch):
    monkeypatch.setattr(drivers, "driver_of", lambda channel: driver_with(way, connected))
    NewsFactory(draft=True, title="Раньше").save_revision().publish()
    deliver()
    connected.faults.add("reset_after")
    page = NewsFactory(draft=True, title="Насос")
    page.save_revision().publish()
    deliver()
    page.title = "Новый насос"  # edited while nobody knows where it stands
    page.save_revision().publish()
    settle()
    deliver()
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}
    assert [message.text.split("\n")[0] for message in connected.channel] == ["Раньше", "Новый насос"]


def test_the_check_looks_at_the_second_bot_and_the_private_chat(telegram):
    driver = driver_of(telegram, witness_token=WITNESS, staging_chat_id=str(telegram.channel.staging_id))
    assert [result.name for result in driver.check()] == ["Бот", "Канал", "Права", "Служебный чат", "Бот-свидетель"]
    assert all(result.ok for result in driver.check())
    assert not driver_of(telegram, witness_token="1:nobody-of-that-token-0000000000000000").check()[-1].ok
