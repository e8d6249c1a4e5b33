"""The test server itself, where a mistake of it would hide one of ours."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from syndication.port import ChannelError, Failure
from tests.syndication import telegram_markup as markup
from tests.syndication.telegram import PATIENT, driver_of, photo, post

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("a<br>b", 'Unsupported start tag "br"'),
        ("1 < 2", "Unclosed start tag"),
        ("<b>a", "can't find end tag"),
        ("<b>a</i>", "Unmatched end tag"),
        ("a</b>", "Unexpected end tag"),
        ('<span class="x">a</span>', 'Tag "span" must have class'),
    ],
)
def test_wrong_markup_is_refused_as_telegram_does(text, error):
    with pytest.raises(markup.BadMarkupError, match=error):
        markup.parse(text)


def test_markup_is_read_as_telegram_does():
    text, entities = markup.parse(
        '<b>🔥&amp;</b> &nbsp; <a href="http://portal/1">а</a> <a href="https://x.example/">б</a> '
    )
    assert text == "🔥& &nbsp; а б"
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == [
        ("bold", 0, 3),
        ("text_link", 13, 1),
    ]


@pytest.mark.parametrize("length", [1024, 1025])
def test_a_caption_has_room_for_1024(telegram, length):
    call = driver_of(telegram).send
    if length > 1024:
        with pytest.raises(ChannelError, match="caption is too long"):
            call(post(picture=photo(), html="я" * length))
    else:
        assert call(post(picture=photo(), html="я" * length)).kind == "photo"


def test_null_in_json_is_a_word_to_telegram(telegram):
    body = {"chat_id": telegram.chat_id, "text": "a", "parse_mode": None}
    answer = httpx.post(f"{telegram.url}/bot{telegram.token}/sendMessage", json=body)
    assert answer.json()["description"] == "Bad Request: unsupported parse_mode"


def test_four_clients_at_once_are_all_served_and_ids_grow(telegram):
    picture, driver = photo(), driver_of(telegram, timeouts=PATIENT)
    with ThreadPoolExecutor(4) as pool:
        receipts = list(pool.map(lambda number: driver.send(post(f"№ {number}", picture)), range(40)))
    ids = [message.id for message in telegram.channel]
    assert len(ids) == 40 == len({receipt.message_ids for receipt in receipts})
    assert ids[-1] - ids[0] > 39  # with gaps


def test_too_many_posts_in_a_row_are_told_to_wait(telegram):
    telegram.channel.seconds_between = 60
    driver = driver_of(telegram)
    driver.send(post())
    with pytest.raises(ChannelError) as failed:
        driver.send(post())
    assert failed.value.failure == Failure.THROTTLED and failed.value.retry_after > 50


def test_another_process_is_steered_by_its_address(tmp_path):
    command = [sys.executable, "-m", "tests.syndication.telegram_server", "--state", str(tmp_path / "address.json")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        address = json.loads(process.stdout.readline())
        httpx.post(f"{address['url']}/_control", json={"faults": [{"kind": "kicked"}]})
        answer = httpx.post(f"{address['url']}/bot{address['token']}/sendMessage", json={"chat_id": "1", "text": "a"})
        assert answer.status_code == 403
        assert httpx.get(f"{address['url']}/_channel").json()["faults"] == ["kicked"]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
