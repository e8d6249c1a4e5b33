"""What stands in the channel becomes another post; every call may be repeated.

Every edit repeats the keyboard and the preview: Telegram removes what is not passed again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from syndication.port import Failure, Kind, MessageId, Photo, Post, Receipt
from syndication.telegram import media
from syndication.telegram.client import BotApi
from syndication.telegram.errors import Case, TelegramError
from syndication.telegram.fields import HTML, caption, keyboard, preview

WITHDRAWN_TEXT = "Материал снят"
WITHDRAWN_PHOTO = Photo("withdrawn.png", Path(__file__).with_name("withdrawn.png").read_bytes(), digest="withdrawn")
PHOTO_REPLACED = "Убрать снимок из поста Telegram не даёт: на его месте нейтральная картинка."
RESHAPED = "Состав альбома в Telegram не меняется: пост снят и выходит заново."


def edit(api: BotApi, chat_id: str, receipt: Receipt, post: Post) -> Receipt:
    if receipt.kind == "album" or len(post.photos) > 1:
        return _edit_album(api, chat_id, receipt, post)
    if post.video:
        video = post.video
        return _put(api, chat_id, receipt, post, "video", video.digest, lambda **more: media.video_media(video, **more))
    if post.photos:
        return _put_photo(api, chat_id, receipt, post, post.photos[0])
    if receipt.kind != "text":
        return replace(_put_photo(api, chat_id, receipt, post, WITHDRAWN_PHOTO), note=PHOTO_REPLACED)
    return _edit_text(api, chat_id, receipt, post)


def _edit_text(api: BotApi, chat_id: str, receipt: Receipt, post: Post) -> Receipt:
    place = _place(chat_id, receipt.message_ids[0], post)
    try:
        fields = {"text": post.html, "parse_mode": HTML, "link_preview_options": preview(post)}
        _unless_equal(api.edit_message_text, **fields, **place)
    except TelegramError as error:
        if error.case != Case.NOT_A_TEXT:
            raise
        # A person had pasted the link of a post with a picture.
        return edit(api, chat_id, replace(receipt, kind="photo", digests=()), post)
    return replace(receipt, note="")


def _put_photo(api: BotApi, chat_id: str, receipt: Receipt, post: Post, photo: Photo) -> Receipt:
    return _put(api, chat_id, receipt, post, "photo", photo.digest, lambda **more: media.photo_media(photo, **more))


def _put(
    api: BotApi, chat_id: str, receipt: Receipt, post: Post, kind: Kind, digest: str, build: Callable[..., Any]
) -> Receipt:
    """The picture or film with the post's text under it; uploaded only when another one stands there."""
    place = _place(chat_id, receipt.message_ids[0], post)
    if receipt.kind == kind and receipt.digests == (digest,):
        _unless_equal(api.edit_message_caption, **caption(post), **place)
    else:
        item, files = build(**caption(post))
        _unless_equal(api.edit_message_media, files, media=item, **place)
    return replace(receipt, kind=kind, digests=(digest,), note="")


def _edit_album(api: BotApi, chat_id: str, receipt: Receipt, post: Post) -> Receipt:
    """Each picture in its own message, the words at the first; an album cannot gain or lose pictures."""
    if receipt.kind != "album" or len(receipt.message_ids) != len(post.photos):
        raise TelegramError(Failure.UNEDITABLE, RESHAPED)
    standing = receipt.digests or ("",) * len(post.photos)
    for number, (message_id, digest) in enumerate(zip(receipt.message_ids, standing, strict=True)):
        single = replace(receipt, message_ids=(message_id,), kind="photo", digests=(digest,))
        words = replace(post, button=None, html=post.html if number == 0 else "")
        if number == 0 or digest != post.photos[number].digest:
            _put_photo(api, chat_id, single, words, post.photos[number])
    return replace(receipt, digests=tuple(photo.digest for photo in post.photos), note="")


def withdraw(api: BotApi, chat_id: str, receipt: Receipt) -> Receipt:
    """Neither words nor pictures stay; the words go last with the picture, for a caption alone would leave it."""
    for number, message_id in enumerate(receipt.message_ids):
        kind: Kind = "text" if receipt.kind == "text" else "photo"
        single = replace(receipt, message_ids=(message_id,), kind=kind, digests=())
        photos = () if kind == "text" else (WITHDRAWN_PHOTO,)
        empty = Post(html=WITHDRAWN_TEXT if number == 0 else "", photos=photos)
        unless_gone(lambda one=single, post=empty: edit(api, chat_id, one, post))
    digests = () if receipt.kind == "text" else (WITHDRAWN_PHOTO.digest,) * len(receipt.message_ids)
    return replace(receipt, digests=digests, note=WITHDRAWN_TEXT)


def unless_gone(call: Callable[[], object]) -> None:
    """The removal; that nothing is left to remove is a success."""
    try:
        call()
    except TelegramError as error:
        if error.case != Case.ALREADY_DELETED:
            raise


def _unless_equal(call: Callable[..., None], *args: Any, **fields: Any) -> None:
    """The edit; that nothing had to change is a success."""
    try:
        call(*args, **fields)
    except TelegramError as error:
        if error.case != Case.NOT_MODIFIED:
            raise


def _place(chat_id: str, message_id: MessageId, post: Post) -> dict[str, Any]:
    return {"chat_id": chat_id, "message_id": message_id, "reply_markup": keyboard(post.button)}
