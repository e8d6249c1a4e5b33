"""A first publication: one call, whatever the post is made of."""

from __future__ import annotations

from typing import Any

from syndication.port import Post, Receipt
from syndication.telegram import media
from syndication.telegram.client import BotApi, Message
from syndication.telegram.fields import HTML, caption, keyboard, preview

# The topic that every group with topics has; Telegram refuses its number.
GENERAL_TOPIC = 1


def send(api: BotApi, chat_id: str, topic: int | None, post: Post) -> Receipt:
    place: dict[str, Any] = {"chat_id": chat_id, "disable_notification": True if post.silent else None}
    place["message_thread_id"] = None if topic == GENERAL_TOPIC else topic
    if len(post.photos) > 1:
        return _album(api, place, post)
    place["reply_markup"] = keyboard(post.button)
    if post.video:
        fields, files = media.video_fields(post.video)
        message = api.send_video(files, **caption(post), **fields, **place)
        return receipt_of([message], "video", (post.video.digest,))
    if post.photos:
        photo = post.photos[0]
        message = api.send_photo({"photo": media.photo_file(photo)}, **caption(post), **place)
        return receipt_of([message], "photo", (photo.digest,))
    message = api.send_message(text=post.html, parse_mode=HTML, link_preview_options=preview(post), **place)
    return receipt_of([message], "text")


def _album(api: BotApi, place: dict[str, Any], post: Post) -> Receipt:
    """An album has no button: the link stands in its words."""
    items, files = media.album_media(post.photos, **caption(post))
    messages = api.send_media_group(files, media=items, **place)
    return receipt_of(messages, "album", tuple(photo.digest for photo in post.photos))


def receipt_of(messages: list[Message], kind: Any, digests: tuple[str, ...] = ()) -> Receipt:
    first = messages[0]
    return Receipt(tuple(message.id for message in messages), kind, first.chat.url_of(first.id), digests=digests)
