"""Posts that come out well: published, edited, removed."""

from dataclasses import replace

import pytest

from syndication.port import Button, ChannelError, Failure, Receipt
from syndication.telegram.editing import WITHDRAWN_PHOTO
from tests.syndication.telegram import PAGE, driver_of, photo, post
from tests.syndication.telegram_content import digest


def test_a_post_with_a_photo_arrives_whole(telegram):
    picture = photo()
    receipt = driver_of(telegram).send(post(picture=picture))
    [message] = telegram.channel
    assert message.photo_bytes == picture.content
    assert message.text == "Новый насос\n\nРаботает тихо.\n\n#Сети"
    assert message.links == [PAGE]
    assert message.reply_markup["inline_keyboard"][0][0] == {"text": "Читать полностью", "url": PAGE}
    assert receipt == Receipt((message.id,), "photo", f"https://t.me/teplo_test/{message.id}", "", (picture.digest,))


def test_a_post_without_a_photo_shows_no_preview_of_the_intranet(telegram):
    driver_of(telegram).send(post(silent=True))
    [message] = telegram.channel
    assert (message.kind, message.silent) == ("text", True)
    assert message.link_preview_options == {"is_disabled": True}


def test_a_public_page_is_previewed(telegram):
    driver_of(telegram).send(post(preview_url=PAGE))
    assert telegram.channel[0].link_preview_options == {"url": PAGE}


def test_a_private_channel_has_its_own_kind_of_link(telegram):
    telegram.channel.username = ""
    receipt = driver_of(telegram).send(post())
    assert receipt.url == f"https://t.me/c/1234567890/{receipt.message_ids[0]}"


def test_a_link_telegram_cannot_follow_gets_no_button(telegram):
    driver_of(telegram).send(post(button=Button("Читать", "http://portal/news/1/")))
    assert telegram.channel[0].reply_markup is None


def test_a_text_is_edited_in_place_and_keeps_its_button(telegram):
    driver = driver_of(telegram)
    receipt = driver.edit(driver.send(post()), post("Старый насос"))
    [message] = telegram.channel
    assert message.text.startswith("Старый насос") and message.reply_markup
    assert receipt.kind == "text" and message.edits == 1


def test_a_new_caption_does_not_upload_the_photo_again(telegram):
    driver, picture = driver_of(telegram), photo()
    driver.edit(driver.send(post(picture=picture)), post("Старый насос", picture))
    assert telegram.calls["editmessagecaption"] == 1 and telegram.calls["editmessagemedia"] == 0
    assert telegram.channel[0].text.startswith("Старый насос")


def test_a_new_photo_takes_the_place_of_the_old_one(telegram):
    driver, other = driver_of(telegram), photo("navy")
    receipt = driver.edit(driver.send(post(picture=photo())), post(picture=other))
    assert (telegram.channel[0].photo,) == receipt.digests == (other.digest,)


def test_a_photo_is_added_to_a_text(telegram):
    driver, picture = driver_of(telegram), photo()
    receipt = driver.edit(driver.send(post()), post(picture=picture))
    assert (receipt.kind, telegram.channel[0].photo) == ("photo", picture.digest)


def test_a_photo_taken_out_of_the_story_leaves_the_channel(telegram):
    driver = driver_of(telegram)
    receipt = driver.edit(driver.send(post(picture=photo())), post())
    assert telegram.channel[0].photo == digest(WITHDRAWN_PHOTO.content)
    assert receipt.note
    driver.edit(receipt, post("Старый насос"))
    assert telegram.calls["editmessagemedia"] == 1


def test_the_same_again_is_a_success(telegram):
    driver, picture = driver_of(telegram), photo()
    text, pictured = driver.send(post()), driver.send(post(picture=picture))
    assert driver.edit(text, post()) == text
    assert driver.edit(pictured, post(picture=picture)) == pictured


def test_a_pasted_link_to_a_post_of_the_other_kind_is_no_obstacle(telegram):
    driver = driver_of(telegram)
    pasted = replace(driver.send(post(picture=photo())), kind="text", digests=())
    assert driver.edit(pasted, post("Старый насос")).kind == "photo"
    assert telegram.channel[0].text.startswith("Старый насос")


def test_a_post_is_deleted_and_deleting_it_again_is_a_success(telegram):
    driver = driver_of(telegram)
    receipt = driver.send(post())
    driver.delete(receipt)
    driver.delete(receipt)
    assert list(telegram.channel) == []


@pytest.mark.parametrize("picture", [None, photo()])
def test_a_post_too_old_to_delete_is_emptied(telegram, picture):
    driver = driver_of(telegram)
    receipt = driver.send(post(picture=picture))
    telegram.channel.age(receipt.message_ids[0], hours=49)
    with pytest.raises(ChannelError) as failed:
        driver.delete(receipt)
    assert failed.value.failure == Failure.UNDELETABLE
    driver.withdraw(receipt)
    [message] = telegram.channel
    assert (message.text, message.links, message.reply_markup) == ("Материал снят", [], None)
    assert message.photo != (picture and picture.digest)


def test_emptying_a_post_that_is_gone_is_a_success(telegram):
    driver = driver_of(telegram)
    receipt = driver.send(post())
    telegram.channel.remove(receipt.message_ids[0])
    assert driver.withdraw(receipt).note == "Материал снят"


def test_markup_telegram_does_not_understand_becomes_plain_text(telegram):
    receipt = driver_of(telegram).send(post(html='<h2>Насос</h2> <a href="https://x.example.org/">тут</a> 2 &lt; 3'))
    assert telegram.channel[0].text == "Насос тут (https://x.example.org/) 2 < 3"
    assert "простым текстом" in receipt.note and telegram.calls["sendmessage"] == 2


@pytest.mark.parametrize("bad", [photo(size=(2100, 100)), replace(photo(), content=b"<svg/>")])
def test_a_photo_telegram_does_not_take_is_left_out(telegram, bad):
    receipt = driver_of(telegram).send(post(picture=bad))
    assert telegram.channel[0].kind == receipt.kind == "text"
    assert "без него" in receipt.note


def test_each_fallback_is_tried_once(telegram):
    telegram.faults.add("http_error", code=400, description="Bad Request: can't parse entities: no", times=None)
    with pytest.raises(ChannelError) as failed:
        driver_of(telegram).send(post())
    assert failed.value.failure == Failure.POST and telegram.calls["sendmessage"] == 2


def test_a_receipt_survives_the_database(telegram):
    receipt = driver_of(telegram).send(post(picture=photo()))
    assert Receipt.from_json(receipt.to_json()) == receipt


def test_the_check_finds_bot_channel_and_rights(telegram):
    results = driver_of(telegram).check()
    assert [(result.name, result.ok) for result in results] == [("Бот", True), ("Канал", True), ("Права", True)]


def test_the_check_names_the_missing_right(telegram):
    telegram.channel.rights.remove("can_delete_messages")
    last = driver_of(telegram).check()[-1]
    assert not last.ok and "удалять" in last.message


def test_the_check_stops_at_what_is_wrong(telegram):
    assert [result.ok for result in driver_of(telegram, chat_id="@nowhere").check()] == [True, False]
    assert [result.ok for result in driver_of(telegram, token="1:wrong-token-1").check()] == [False]
