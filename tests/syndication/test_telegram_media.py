"""Albums, films, words above the picture, pins and topics."""

import io
from dataclasses import replace

import pytest

from syndication.port import ChannelError, Failure, Video
from syndication.telegram.editing import WITHDRAWN_PHOTO
from tests.syndication.telegram import driver_of, photo, post
from tests.syndication.telegram_content import digest

COLOURS = ["navy", "teal", "olive", "maroon", "gold", "pink", "black", "white", "green", "red"]


def album(count=3, **more):
    return post(photos=tuple(photo(colour) for colour in COLOURS[:count]), **more)


def film(content=b"film", **more):
    thumbnail, opened = photo(size=(320, 180)), []
    video = Video("film.mp4", lambda: _opened(content, opened), digest(content), 1280, 720, 65, photo(), thumbnail)
    return post(video=video, **more), opened


def _opened(content, opened):
    opened.append(io.BytesIO(content))
    return opened[-1]


@pytest.mark.parametrize("count", [2, 10])
def test_an_album_arrives_with_one_caption_and_every_message_is_known(telegram, count):
    receipt = driver_of(telegram).send(album(count))
    assert receipt.message_ids == tuple(message.id for message in telegram.channel)
    assert [bool(message.text) for message in telegram.channel] == [True] + [False] * (count - 1)
    assert len({message.group for message in telegram.channel}) == 1
    assert (receipt.kind, len(receipt.digests)) == ("album", count)


def test_one_picture_of_an_album_is_changed_without_uploading_the_others(telegram):
    driver, other = driver_of(telegram), photo("purple")
    before = album()
    receipt = driver.edit(driver.send(before), replace(before, photos=(*before.photos[:2], other), html="Стало"))
    assert [message.photo for message in telegram.channel] == [*(p.digest for p in before.photos[:2]), other.digest]
    assert [message.text for message in telegram.channel] == ["Стало", "", ""]
    assert (receipt.digests[2], telegram.calls["editmessagemedia"]) == (other.digest, 1)


@pytest.mark.parametrize(("before", "after"), [(album(3), album(2)), (album(2), post()), (post(), album(2))])
def test_an_album_that_gains_or_loses_pictures_must_be_sent_anew(telegram, before, after):
    driver = driver_of(telegram)
    with pytest.raises(ChannelError) as failed:
        driver.edit(driver.send(before), after)
    assert failed.value.failure == Failure.UNEDITABLE


def test_an_old_album_keeps_neither_words_nor_any_picture(telegram):
    driver = driver_of(telegram)
    driver.withdraw(driver.send(album(pin=True)))
    assert {message.photo for message in telegram.channel} == {digest(WITHDRAWN_PHOTO.content)}
    assert [message.text for message in telegram.channel] == ["Материал снят", "", ""]
    assert not any(message.pinned for message in telegram.channel)


def test_an_album_is_deleted_whole(telegram):
    driver = driver_of(telegram)
    driver.delete(driver.send(album()))
    assert len(telegram.channel) == 0


def test_a_film_can_be_watched_while_it_loads_and_its_file_is_closed(telegram):
    sent, opened = film()
    receipt = driver_of(telegram).send(sent)
    (message,) = telegram.channel
    told = [message.video[name] for name in ("width", "height", "duration", "supports_streaming")]
    assert told == ["1280", "720", "65", True]
    assert message.video["thumbnail"] and message.video["cover"] and message.reply_markup
    assert (receipt.kind, receipt.digests) == ("video", (digest(b"film"),))
    assert all(file.closed for file in opened)


def test_the_words_of_a_film_are_edited_without_uploading_it_again(telegram):
    driver, (sent, opened) = driver_of(telegram), film()
    driver.edit(driver.send(sent), replace(sent, html="Стало"))
    assert (telegram.channel[0].text, len(opened)) == ("Стало", 1)


@pytest.mark.parametrize(("before", "after"), [(post(), "video"), (post(photos=(photo(),)), "video")])
def test_a_post_becomes_a_film_and_a_film_a_picture(telegram, before, after):
    driver, (sent, _) = driver_of(telegram), film()
    receipt = driver.edit(driver.send(before), sent)
    assert telegram.channel[0].kind == receipt.kind == after
    assert driver.edit(receipt, post(photos=(photo(),))).kind == "photo"


def test_a_film_too_big_for_telegram_leaves_its_poster_and_the_link(telegram):
    telegram.faults.add("http_error", code=413, description="Request Entity Too Large", methods=["sendvideo"])
    sent, _ = film()
    receipt = driver_of(telegram).send(sent)
    assert (telegram.channel[0].kind, telegram.channel[0].photo) == ("photo", sent.video.poster.digest)
    assert "вместо него обложка" in receipt.note


@pytest.mark.parametrize("sent", [post(photos=(photo(),)), album(2), film()[0]])
def test_the_words_stand_above_if_asked_and_stay_there(telegram, sent):
    driver, sent = driver_of(telegram), replace(sent, text_first=True)
    receipt = driver.send(sent)
    assert all(message.above for message in telegram.channel)
    driver.edit(receipt, replace(sent, html="Стало"))
    assert all(message.above for message in telegram.channel)


def test_a_post_is_pinned_and_unpinned(telegram):
    driver = driver_of(telegram)
    receipt = driver.send(post(pin=True))
    assert telegram.channel[0].pinned and receipt.pinned
    assert not driver.edit(receipt, post()).pinned and not telegram.channel[0].pinned


def test_a_pin_that_fails_does_not_undo_the_post(telegram):
    telegram.faults.add(
        "http_error", code=400, description="Bad Request: not enough rights", methods=["pinchatmessage"]
    )
    receipt = driver_of(telegram).send(post(pin=True))
    assert len(telegram.channel) == 1 and "Закрепить" in receipt.note and not receipt.pinned


@pytest.mark.parametrize(("topic", "thread"), [(7, 7), (1, None), (None, None)])
def test_a_group_with_topics_gets_the_post_in_its_topic(telegram, topic, thread):
    telegram.channel.type, telegram.channel.topics = "supergroup", {7}
    driver_of(telegram, topic=topic).send(post())
    assert telegram.channel[0].thread == thread


def test_a_topic_that_was_deleted_stops_the_channel(telegram):
    telegram.channel.type = "supergroup"
    with pytest.raises(ChannelError) as failed:
        driver_of(telegram, topic=9).send(post())
    assert failed.value.failure == Failure.CHANNEL
