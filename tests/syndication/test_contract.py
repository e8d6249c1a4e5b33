"""What every driver promises through the port, tried on each service's own test server."""

from dataclasses import replace

import pytest

from syndication.port import ChannelError, Failure, Receipt
from syndication.text.parsing import parse
from tests.syndication import max as max_help
from tests.syndication import telegram as telegram_help
from tests.syndication.telegram import PAGE, photo, post

HELPS = {"telegram": telegram_help, "max_service": max_help}


@pytest.fixture(params=HELPS)
def server(request):
    server = request.getfixturevalue(request.param)
    server.driver = HELPS[request.param].driver_of(server)
    return server


def failure_of(call, *arguments) -> Failure | None:
    try:
        call(*arguments)
    except ChannelError as error:
        assert error.reason
        return error.failure
    return None


def only(server):
    (message,) = server.channel
    return message


def test_a_post_stands_with_its_words_its_link_and_its_picture(server):
    picture = photo()
    receipt = server.driver.send(post(picture=picture, silent=True))
    message = only(server)
    assert message.text == "Новый насос\n\nРаботает тихо.\n\n#Сети"
    assert (message.links, message.photo, message.silent) == ([PAGE], picture.digest, True)
    assert (receipt.message_ids, receipt.kind, receipt.digests) == ((message.id,), "photo", (picture.digest,))
    assert receipt.url


def test_an_edit_changes_the_words_in_place_and_rings_nobody(server):
    receipt = server.driver.edit(server.driver.send(post()), post("Старый насос"))
    assert only(server).text.startswith("Старый насос")
    assert receipt.message_ids == (only(server).id,)
    assert server.driver.edit(receipt, post("Старый насос")) == receipt


def test_a_picture_comes_changes_and_stays_without_a_second_upload(server):
    picture = photo("navy")
    receipt = server.driver.edit(server.driver.send(post()), post(picture=picture))
    assert (receipt.kind, only(server).photo) == ("photo", picture.digest)
    server.driver.edit(receipt, post("Старый насос", picture))
    assert only(server).photo == picture.digest
    assert server.calls["editmessagemedia"] + server.calls["upload"] == 1


def test_a_picture_taken_out_of_the_story_leaves_the_channel(server):
    picture = photo()
    server.driver.edit(server.driver.send(post(picture=picture)), post())
    assert only(server).photo != picture.digest


def test_a_post_is_deleted_and_deleting_it_again_is_a_success(server):
    receipt = server.driver.send(post(picture=photo()))
    server.driver.delete(receipt)
    server.driver.delete(receipt)
    assert len(server.channel) == 0


@pytest.mark.parametrize("picture", [None, photo()])
def test_a_withdrawn_post_keeps_neither_words_nor_picture(server, picture):
    receipt = server.driver.send(post(picture=picture))
    server.driver.withdraw(receipt)
    assert (only(server).text, only(server).links) == ("Материал снят", [])
    assert only(server).photo != (picture and picture.digest)


def test_withdrawing_what_is_gone_is_a_success_and_editing_it_is_told(server):
    receipt = server.driver.send(post())
    server.channel.remove(receipt.message_ids[0])
    assert server.driver.withdraw(receipt).note == "Материал снят"
    assert failure_of(server.driver.edit, receipt, post("Старый насос")) == Failure.GONE


# What goes wrong; the failure of a first send; posts in the channel; the failure of an edit.
ROWS = [
    ("throttle", {"retry_after": 7}, Failure.THROTTLED, 0, Failure.THROTTLED),
    ("http_error", {"code": 503}, Failure.TRANSIENT, 0, Failure.TRANSIENT),
    ("http_error", {"code": 500}, Failure.DOUBT, 0, Failure.TRANSIENT),
    ("http_error", {"code": 502, "accepted": True}, Failure.DOUBT, 1, Failure.TRANSIENT),
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
    ("http_error", {"code": 413, "description": "Request Entity Too Large"}, Failure.POST, 0, Failure.POST),
    ("http_error", {"code": 400, "description": "text is too long"}, Failure.POST, 0, Failure.POST),
    ("http_error", {"code": 418, "description": "a teapot"}, Failure.POST, 0, Failure.POST),
]
COLUMNS = ("kind", "options", "sending", "standing", "editing")


@pytest.mark.parametrize(COLUMNS, ROWS)
def test_a_first_send_fails_as_the_table_says_and_is_not_repeated(server, kind, options, sending, standing, editing):
    server.faults.add(kind, **options)
    assert failure_of(server.driver.send, post()) == sending
    assert (len(server.channel), server.calls["sendmessage"]) == (standing, 1)


@pytest.mark.parametrize(COLUMNS, ROWS)
def test_an_edit_fails_as_the_table_says(server, kind, options, sending, standing, editing):
    receipt = server.driver.send(post())
    server.faults.add(kind, **options)
    assert failure_of(server.driver.edit, receipt, post("Старый насос")) == editing


def test_edits_and_deletions_are_repeated_without_harm(server):
    receipt = server.driver.send(post())
    server.faults.add("reset_after")
    assert failure_of(server.driver.edit, receipt, post("Старый насос")) == Failure.TRANSIENT
    assert failure_of(server.driver.edit, receipt, post("Старый насос")) is None
    server.faults.add("reset_after")
    assert failure_of(server.driver.delete, receipt) == Failure.TRANSIENT
    assert failure_of(server.driver.delete, receipt) is None


@pytest.mark.parametrize(("kind", "expected"), [("block_page", Failure.CHANNEL), ("hang", Failure.TRANSIENT)])
def test_an_outage_is_met_before_the_post_is_at_stake(server, kind, expected):
    server.faults.add(kind, methods=["*"], times=None, seconds=2)
    assert failure_of(server.driver.send, post()) == expected
    assert server.calls["sendmessage"] == 0


def test_the_service_says_how_long_to_wait(server):
    server.faults.add("throttle", retry_after=7)
    with pytest.raises(ChannelError) as failed:
        server.driver.send(post())
    assert failed.value.retry_after == 7


def test_a_picture_the_service_does_not_take_is_left_out_and_said(server):
    receipt = server.driver.send(post(picture=replace(photo(), content=b"<svg/>")))
    assert (receipt.kind, only(server).photo) == ("text", "")
    assert "без него" in receipt.note


def test_a_receipt_survives_the_database(server):
    receipt = server.driver.send(post(picture=photo()))
    assert Receipt.from_json(receipt.to_json()) == receipt


def test_the_check_finds_bot_channel_and_rights_and_stops_at_what_is_wrong(server):
    assert [(result.name, result.ok) for result in server.driver.check()] == [
        ("Бот", True),
        ("Канал", True),
        ("Права", True),
    ]
    server.faults.add("chat_not_found", methods=["getchat"])
    assert [result.ok for result in server.driver.check()] == [True, False]


def test_a_markup_of_its_own_has_no_words_of_its_own(server):
    blocks = parse("<p><b>Тарифы &lt;на тепло&gt;</b></p><ul><li>один</li><li>два</li></ul>")
    server.driver.send(post(html=server.driver.written(blocks), button=None))
    assert only(server).text == "Тарифы <на тепло>\n\n• один\n• два"
