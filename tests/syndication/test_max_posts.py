"""What MAX does its own way: albums, the button, pictures that are not ready, the pin, refusals with the status 200."""

import logging

import pytest

from syndication.max.links import message_at
from syndication.max.markup import TEXT_LIMIT
from syndication.port import Button, ChannelError, Failure
from syndication.text.parsing import parse
from tests.syndication.max import driver_of
from tests.syndication.max_server import MaxServer
from tests.syndication.telegram import PAGE, photo, post
from tests.syndication.test_contract import failure_of

ALBUM = tuple(photo(colour) for colour in ("navy", "orange", "teal"))


def test_an_album_is_one_message_with_its_button(max_service):
    receipt = driver_of(max_service).send(post(photos=ALBUM))
    [message] = max_service.channel
    assert message.photos == [picture.digest for picture in ALBUM]
    assert message.rows == [[{"type": "link", "text": "Читать полностью", "url": PAGE}]]
    assert (receipt.kind, len(receipt.message_ids)) == ("album", 1)


def test_an_album_gains_and_loses_pictures_in_place(max_service):
    driver = driver_of(max_service)
    receipt = driver.edit(driver.send(post(photos=ALBUM)), post(photos=ALBUM[1:]))
    assert max_service.channel[0].photos == [picture.digest for picture in ALBUM[1:]]
    assert driver.edit(receipt, post()).kind == "text"
    assert (max_service.channel[0].photos, max_service.calls["deletemessage"]) == ([], 0)


def test_the_most_that_fits_is_taken(max_service):
    driver = driver_of(max_service)
    driver.send(post(photos=(photo(),) * driver.limits.photos))
    assert len(max_service.channel[0].photos) == driver.limits.photos


def test_a_picture_taken_away_by_hand_is_put_back(max_service):
    driver, picture = driver_of(max_service), photo()
    receipt = driver.send(post(picture=picture))
    max_service.channel[0].images = []
    driver.edit(receipt, post("Старый насос", picture))
    assert max_service.channel[0].photo == picture.digest


def test_a_link_that_leads_nowhere_outside_gets_no_button(max_service):
    driver_of(max_service).send(post(button=Button("Читать", "http://portal/news/1/")))
    assert max_service.channel[0].rows == []


@pytest.mark.parametrize(("page", "shown"), [(None, False), (PAGE, True)])
def test_only_a_public_page_is_previewed(max_service, page, shown):
    driver_of(max_service).send(post(preview_url=page))
    assert max_service.channel[0].preview is shown


@pytest.mark.parametrize("status", [400, 200])
def test_a_picture_that_is_not_ready_is_waited_for(max_service, status):
    max_service.channel.not_ready, max_service.channel.not_ready_status = 2, status
    driver_of(max_service).send(post(picture=photo()))
    assert (len(max_service.channel), max_service.channel.ever_sent, max_service.calls["upload"]) == (1, 1, 1)


def test_a_picture_that_never_gets_ready_is_a_matter_for_later(max_service):
    max_service.channel.not_ready = 10
    assert failure_of(driver_of(max_service).send, post(picture=photo())) == Failure.TRANSIENT
    assert (len(max_service.channel), max_service.calls["sendmessage"]) == (0, 3)


def test_a_lost_reply_between_tries_is_still_a_doubt(max_service):
    max_service.channel.not_ready = 1
    max_service.faults.add("http_error", code=400, description="attachment.not.ready")
    max_service.faults.add("reset_after")
    max_service.channel.not_ready = 0
    assert failure_of(driver_of(max_service).send, post(picture=photo())) == Failure.DOUBT
    assert (len(max_service.channel), max_service.calls["sendmessage"]) == (1, 2)


@pytest.mark.parametrize(
    ("kind", "options"), [("reset_after", {}), ("slow", {"seconds": 2}), ("http_error", {"code": 500}), ("garbled", {})]
)
@pytest.mark.parametrize("method", ["upload", "getuploadurl"])
def test_an_upload_that_fails_leaves_nothing_in_doubt(max_service, method, kind, options):
    max_service.faults.add(kind, methods=[method], **options)
    assert failure_of(driver_of(max_service).send, post(picture=photo())) == Failure.TRANSIENT
    assert max_service.calls["sendmessage"] == 0


def test_the_store_of_files_gets_the_picture_and_not_the_token(max_service, caplog):
    caplog.set_level(logging.DEBUG, "httpx")
    driver_of(max_service).send(post(picture=photo()))
    [headers] = max_service.uploads
    assert "Authorization" not in headers
    assert "/store/apiToken=" in caplog.text
    assert "secret-of-the-upload" not in caplog.text and max_service.token not in caplog.text


def test_a_post_is_pinned_and_unpinned_without_ringing(max_service):
    driver = driver_of(max_service)
    receipt = driver.send(post(pin=True))
    assert receipt.pinned and max_service.channel.pinned == receipt.message_ids[0]
    assert not driver.edit(receipt, post()).pinned
    assert max_service.channel.pinned == ""


def test_what_a_person_pinned_since_stays_pinned(max_service):
    driver = driver_of(max_service)
    receipt = driver.send(post(pin=True))
    max_service.channel.pinned = max_service.channel.write("Важное").id
    driver.edit(receipt, post())
    assert max_service.channel.pinned and max_service.calls["unpinchatmessage"] == 0


@pytest.mark.parametrize("fault", ["no_rights", "reset_after", "throttle"])
def test_a_pin_that_fails_does_not_undo_the_post(max_service, fault):
    max_service.faults.add(fault, methods=["pinchatmessage"])
    receipt = driver_of(max_service).send(post(pin=True))
    assert not receipt.pinned and "Закрепить" in receipt.note
    assert len(max_service.channel) == 1


def test_a_post_that_cannot_be_deleted_is_emptied(max_service):
    driver = driver_of(max_service)
    receipt = driver.send(post(picture=photo()))
    max_service.channel.undeletable = True
    assert failure_of(driver.delete, receipt) == Failure.UNDELETABLE
    assert driver.withdraw(receipt).digests == ()
    assert (max_service.channel[0].photos, max_service.channel[0].rows) == ([], [])


def test_an_edit_refused_with_the_status_200_is_not_taken_for_done(max_service):
    driver = driver_of(max_service)
    receipt = driver.send(post())
    max_service.channel.rights.remove("edit")
    assert failure_of(driver.edit, receipt, post("Старый насос")) == Failure.CHANNEL


def test_styles_are_given_up_before_words(max_service):
    many = "".join(f'<p><b>слово</b> <a href="https://x.example.org/{number}">да</a></p>' for number in range(100))
    written = driver_of(max_service).written(parse(many))
    assert len(written) <= TEXT_LIMIT
    assert written.count("слово") == 100 and "<b>" not in written


def test_the_check_names_the_missing_right(max_service):
    max_service.channel.rights.remove("delete")
    last = driver_of(max_service).check()[-1]
    assert not last.ok and "удалять" in last.message


def test_the_check_of_a_bot_that_is_no_administrator(max_service):
    max_service.channel.is_admin = False
    assert "не администратор" in driver_of(max_service).check()[-1].message


@pytest.mark.parametrize(
    ("url", "chat_id", "message_id"),
    [
        ("https://max.ru/c/-73455901853123/AZ2H-TzaAOc", "-73455901853123", "mid.ffffbd3137103a3d019d87f93cda00e7"),
        ("https://max.ru/teplo_news/AZ113QDTS3o", "-71955698945289", "mid.ffffbe8e821ff2f7019d75dd00d34b7a"),
        ("https://max.ru/join/abcdef", "-71955698945289", None),
        ("https://t.me/teplo/123", "-71955698945289", None),
        ("https://max.ru/teplo_news/AZ113QDTS3o", "@teplo", None),
    ],
)
def test_the_address_of_a_post_names_its_message(url, chat_id, message_id):
    assert message_at(url, chat_id) == message_id


@pytest.fixture(scope="module")
def marked():
    """A server whose token is easily found, in any form."""
    with MaxServer(token="AAMarker/Of+The=Token_0123456789") as server:
        yield server


@pytest.mark.parametrize("kind", ["reset_after", "block_page", "http_error", "throttle", "hang"])
def test_the_token_is_in_no_error_and_no_log(marked, caplog, kind):
    caplog.set_level(logging.DEBUG)
    marked.faults.add(kind, description=f"no {marked.token}", seconds=2)
    with pytest.raises(ChannelError) as failed:
        driver_of(marked).send(post())
    logging.getLogger("portal.worker").error("a post failed", exc_info=failed.value)
    written = caplog.text + str(failed.getrepr(showlocals=True, style="long")) + failed.value.detail
    assert failed.value.__context__ is None
    assert "HTTP" in caplog.text and "AAMarker" not in written
