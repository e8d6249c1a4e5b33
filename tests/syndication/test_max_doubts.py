"""A lost reply is settled by reading the chat: found, certainly not there, or left to a person. Never a second copy."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from news.factories import NewsFactory
from syndication.delivery import deliver
from syndication.doubts import settle
from syndication.max import looking
from syndication.max.answers import Message
from syndication.max.client import PAGE as PAGE_LENGTH
from syndication.models import Delivery, State
from tests.syndication.max import driver_of
from tests.syndication.telegram import PAGE, photo, post

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(minutes=30)


def message(text, *, minutes_ago=20, links=(), **more):
    at = (NOW - timedelta(minutes=minutes_ago)).timestamp()
    return Message(
        **{"id": "mid.1", "at": at, "text": text, "url": None, "images": (), "links": frozenset(links), **more}
    )


def is_absent(messages, *, since=LONG_AGO):
    return looking.is_absent(messages, post(), since, NOW)


def test_the_same_words_are_found_whatever_became_of_spaces_and_signs():
    altered = message("Новый насос\nРаботает тихо \n#Сети", minutes_ago=60 * 24)
    assert looking.found([message("Другое"), altered], post()) is altered
    assert looking.found([message("Новый насос работает громко")], post()) is None


def test_what_is_in_no_message_since_is_not_there():
    assert is_absent([])
    assert is_absent([message("Другая новость")])


@pytest.mark.parametrize(
    "similar",
    [
        message("Новый насос. Работает тихо, уже третий год"),
        message("Прочтите", links=[PAGE]),
        message("", id=""),
    ],
)
def test_what_looks_like_the_post_is_left_to_a_person(similar):
    assert not is_absent([similar])


def test_a_call_that_may_still_be_under_way_is_left_alone():
    assert not is_absent([], since=NOW - timedelta(minutes=9))


def test_a_page_that_does_not_reach_back_proves_nothing():
    page = [message(f"Новость {number}") for number in range(PAGE_LENGTH)]
    assert not is_absent(page)
    assert is_absent([*page[1:], message("Старая", minutes_ago=120)])


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1), st.sampled_from(" \n\u00a0"))
def test_a_post_is_recognised_by_its_own_words(words, space):
    given = post(html=f"<p>{' '.join(words)}</p>")
    assert looking.found([message(space.join(words))], given)
    assert looking.found([message("")], given) is None


def test_a_picture_without_words_is_never_taken_for_another():
    assert looking.found([message("")], post(html="")) is None
    assert not looking.is_absent([message("")], post(html=""), LONG_AGO, NOW)


def test_the_driver_finds_its_album_without_knowing_the_pictures(max_service):
    driver, album = driver_of(max_service), post(photos=(photo("navy"), photo("teal")))
    sent = driver.send(album)
    found = driver.settle(album, timezone.now(), None)
    assert found.certain and found.receipt.message_ids == sent.message_ids
    assert (found.receipt.kind, found.receipt.digests) == ("album", ("", ""))


def state():
    return State(Delivery.objects.get().state)


@pytest.mark.django_db
def test_a_post_whose_reply_was_lost_is_found_and_not_sent_again(max_connected):
    max_connected.faults.add("reset_after")
    NewsFactory(draft=True, title="Насос").save_revision().publish()
    deliver()
    assert state() == State.IN_DOUBT
    settle()
    deliver()
    assert (state(), len(max_connected.channel), max_connected.channel.ever_sent) == (State.SENT, 1, 1)


@pytest.mark.django_db
def test_a_post_that_never_arrived_goes_out_once_that_is_certain(max_connected):
    max_connected.faults.add("http_error", code=502)
    NewsFactory(draft=True, title="Насос").save_revision().publish()
    deliver()
    settle()
    assert (state(), len(max_connected.channel)) == (State.IN_DOUBT, 0)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        settle()
        deliver()
    assert (state(), max_connected.channel.ever_sent) == (State.SENT, 1)
