"""The table of errors (telegram.md 5), one row a case: what the driver says, and what stands in the channel."""

import logging
import socket

import pytest

from syndication.port import ChannelError, Failure
from tests.syndication.telegram import driver_of, photo, post
from tests.syndication.telegram_server import TelegramServer

# What goes wrong; the failure of a first send; posts in the channel; the failure of an edit (None: it succeeds).
ROWS = [
    ("throttle", {"retry_after": 7}, Failure.THROTTLED, 0, Failure.THROTTLED),
    ("http_error", {"code": 503}, Failure.TRANSIENT, 0, Failure.TRANSIENT),
    ("http_error", {"code": 500}, Failure.DOUBT, 0, Failure.TRANSIENT),
    ("http_error", {"code": 500, "accepted": True}, Failure.DOUBT, 1, Failure.TRANSIENT),
    ("http_error", {"code": 502}, Failure.DOUBT, 0, Failure.TRANSIENT),
    ("http_error", {"code": 502, "accepted": True}, Failure.DOUBT, 1, Failure.TRANSIENT),
    ("http_error", {"code": 504, "accepted": True}, Failure.DOUBT, 1, Failure.TRANSIENT),
    ("http_error", {"code": 599}, Failure.DOUBT, 0, Failure.TRANSIENT),
    ("reset_after", {}, Failure.DOUBT, 1, Failure.TRANSIENT),
    ("slow", {"seconds": 2}, Failure.DOUBT, 1, Failure.TRANSIENT),
    ("hang", {"seconds": 2}, Failure.DOUBT, 0, Failure.TRANSIENT),
    ("truncated", {}, Failure.DOUBT, 1, Failure.TRANSIENT),
    ("garbled", {}, Failure.DOUBT, 1, Failure.TRANSIENT),
    ("block_page", {}, Failure.DOUBT, 0, Failure.CHANNEL),
    ("redirect", {}, Failure.DOUBT, 0, Failure.CHANNEL),
    ("unauthorized", {}, Failure.CHANNEL, 0, Failure.CHANNEL),
    ("kicked", {}, Failure.CHANNEL, 0, Failure.CHANNEL),
    ("chat_not_found", {}, Failure.CHANNEL, 0, Failure.CHANNEL),
    ("no_rights", {}, Failure.CHANNEL, 0, Failure.CHANNEL),
    ("http_error", {"code": 404, "description": "Not Found"}, Failure.CHANNEL, 0, Failure.CHANNEL),
    ("http_error", {"code": 409, "description": "Conflict"}, Failure.CHANNEL, 0, Failure.CHANNEL),
    (
        "http_error",
        {"code": 400, "description": "Bad Request: message thread not found"},
        Failure.CHANNEL,
        0,
        Failure.CHANNEL,
    ),
    ("http_error", {"code": 413, "description": "Request Entity Too Large"}, Failure.POST, 0, Failure.POST),
    ("http_error", {"code": 400, "description": "Bad Request: message is too long"}, Failure.POST, 0, Failure.POST),
    ("http_error", {"code": 400, "description": "Bad Request: MEDIA_CAPTION_TOO_LONG"}, Failure.POST, 0, Failure.POST),
    ("http_error", {"code": 418, "description": "a teapot"}, Failure.POST, 0, Failure.POST),
    ("migrate", {"chat_id": -1005}, Failure.MIGRATED, 0, Failure.MIGRATED),
    (
        "http_error",
        {"code": 400, "description": "Bad Request: message to edit not found"},
        Failure.GONE,
        0,
        Failure.GONE,
    ),
    ("http_error", {"code": 400, "description": "Bad Request: message is not modified"}, Failure.POST, 0, None),
]


def failure_of(call, *arguments) -> Failure | None:
    try:
        call(*arguments)
    except ChannelError as error:
        assert error.reason
        return error.failure
    return None


@pytest.mark.parametrize(("kind", "options", "expected", "standing", "_edit"), ROWS)
def test_a_first_send_fails_as_the_table_says(telegram, kind, options, expected, standing, _edit):
    telegram.faults.add(kind, **options)
    assert failure_of(driver_of(telegram).send, post()) == expected
    assert len(telegram.channel) == standing
    assert telegram.calls["sendmessage"] == 1


@pytest.mark.parametrize(("kind", "options", "_send", "_standing", "expected"), ROWS)
def test_an_edit_fails_as_the_table_says(telegram, kind, options, _send, _standing, expected):
    driver = driver_of(telegram)
    receipt = driver.send(post())
    telegram.faults.add(kind, **options)
    assert failure_of(driver.edit, receipt, post("Старый насос")) == expected


def test_a_connection_reset_before_the_request_was_read_leaves_nothing_and_no_second_try(telegram):
    telegram.faults.add("reset_before")
    # Whether the last byte had left before the reset came is chance; either way nothing is repeated here.
    assert failure_of(driver_of(telegram).send, post()) in {Failure.DOUBT, Failure.TRANSIENT}
    assert (len(telegram.channel), telegram.calls["sendmessage"]) == (0, 1)


@pytest.mark.parametrize(("kind", "options"), [("reset_after", {}), ("truncated", {}), ("slow", {"seconds": 2})])
def test_a_photo_with_a_lost_reply_is_in_doubt_too(telegram, kind, options):
    telegram.faults.add(kind, **options)
    assert failure_of(driver_of(telegram).send, post(picture=photo())) == Failure.DOUBT
    assert len(telegram.channel) == 1


def test_an_edit_repeated_after_a_lost_reply_succeeds(telegram):
    driver = driver_of(telegram)
    receipt = driver.send(post())
    telegram.faults.add("reset_after")
    assert failure_of(driver.edit, receipt, post("Старый насос")) == Failure.TRANSIENT
    assert driver.edit(receipt, post("Старый насос")) == receipt


def test_a_deletion_repeated_after_a_lost_reply_succeeds(telegram):
    driver = driver_of(telegram)
    receipt = driver.send(post())
    telegram.faults.add("reset_after")
    assert failure_of(driver.delete, receipt) == Failure.TRANSIENT
    assert failure_of(driver.delete, receipt) is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("block_page", Failure.CHANNEL), ("hang", Failure.TRANSIENT), ("http_error", Failure.TRANSIENT)],
)
def test_an_outage_is_met_before_the_post_is_at_stake(telegram, kind, expected):
    telegram.faults.add(kind, methods=["*"], times=None, seconds=2)
    assert failure_of(driver_of(telegram).send, post()) == expected
    assert telegram.calls["sendmessage"] == 0


def test_telegram_says_how_long_to_wait_and_where_the_group_went(telegram):
    telegram.faults.add("throttle", retry_after=7)
    telegram.faults.add("migrate", chat_id=-1005)
    with pytest.raises(ChannelError) as throttled:
        driver_of(telegram).send(post())
    with pytest.raises(ChannelError) as moved:
        driver_of(telegram).send(post())
    assert (throttled.value.retry_after, moved.value.new_chat_id) == (7, -1005)


def test_a_message_removed_by_hand_is_gone(telegram):
    driver = driver_of(telegram)
    receipt = driver.send(post())
    telegram.channel.remove(receipt.message_ids[0])
    assert failure_of(driver.edit, receipt, post("Старый насос")) == Failure.GONE


def test_a_refused_connection_an_unknown_host_and_a_broken_handshake_deliver_nothing(telegram):
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = f"http://127.0.0.1:{free.getsockname()[1]}"
    for url in (closed, "http://telegram.invalid", telegram.url.replace("http:", "https:")):
        assert failure_of(driver_of(telegram, api_url=url).send, post()) == Failure.TRANSIENT
    assert failure_of(driver_of(telegram, proxy=closed).send, post()) == Failure.TRANSIENT
    assert failure_of(driver_of(telegram, proxy=closed.replace("http", "socks5h")).send, post()) == Failure.TRANSIENT


@pytest.fixture(scope="module")
def marked():
    """A server whose token is easily found, in any form."""
    with TelegramServer(token="7000123:AAMarker/Of+The=Token_0123456789") as server:
        yield server


@pytest.mark.parametrize(("kind", "options", "_send", "_standing", "_edit"), ROWS)
def test_the_token_is_in_no_error_and_no_log(marked, caplog, kind, options, _send, _standing, _edit):
    caplog.set_level(logging.DEBUG)
    marked.faults.clear()
    marked.faults.add(kind, **{**options, "description": f"{options.get('description', '')} {marked.token}"})
    with pytest.raises(ChannelError) as failed:
        driver_of(marked, token=marked.token).send(post())
    logging.getLogger("portal.worker").error("a post failed", exc_info=failed.value)
    written = caplog.text + str(failed.getrepr(showlocals=True, style="long")) + failed.value.detail
    assert failed.value.__context__ is None
    assert "HTTP" in caplog.text
    assert "AAMarker" not in written and "7000123" not in written
