"""Telegram as a channel: which calls make a post, an edit and a removal, and what to do when Telegram minds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from portal import http
from syndication.port import Button, CheckResult, Limits, Photo, Post, Receipt, Settled
from syndication.telegram import checks, markup
from syndication.telegram.client import BotApi
from syndication.telegram.errors import Case, TelegramError
from syndication.text.blocks import Block, is_linkable

WITHDRAWN_TEXT = "Материал снят"
WITHDRAWN_PHOTO = Photo("withdrawn.png", Path(__file__).with_name("withdrawn.png").read_bytes(), digest="withdrawn")
NO_MARKUP = "Telegram не понял разметку: пост вышел простым текстом."
NO_PHOTO = "Telegram не принял снимок: пост вышел без него."
PHOTO_REPLACED = "Убрать снимок из поста Telegram не даёт: на его месте нейтральная картинка."
TIMEOUTS = http.Timeouts(connect=10, read=60)

# For each refusal what to send instead, once, and what the editor is told.
FALLBACKS: dict[Case | None, tuple[Callable[[Post], Post], str]] = {
    Case.UNPARSED: (lambda post: replace(post, html=markup.plain(post.html)), NO_MARKUP),
    Case.BAD_PHOTO: (lambda post: replace(post, photos=()), NO_PHOTO),
}


class TelegramDriver:
    """One channel of one bot. `chat_id` is the channel's number or @name."""

    limits = Limits(text=4096, caption=1024, photos=10, photo_bytes=10_000_000)

    def __init__(
        self,
        token: str,
        chat_id: str,
        *,
        api_url: str = "https://api.telegram.org",
        proxy: str | None = None,
        timeouts: http.Timeouts = TIMEOUTS,
    ):
        self._chat_id = chat_id
        self._open: Callable[[], BotApi] = lambda: BotApi(token, api_url=api_url, proxy=proxy, timeouts=timeouts)

    def written(self, blocks: Sequence[Block]) -> str:
        return markup.written(blocks)

    def send(self, post: Post) -> Receipt:
        with self._open() as api:
            # Proves that the way is open while nothing is at stake: an outage met here is no doubt.
            api.get_me()
            return _with_fallbacks(post, lambda variant: self._send(api, variant))

    def _send(self, api: BotApi, post: Post) -> Receipt:
        fields = {"chat_id": self._chat_id, "parse_mode": "HTML", "reply_markup": _keyboard(post.button)}
        fields["disable_notification"] = True if post.silent else None
        if post.photos:
            photo = post.photos[0]
            message = api.send_photo(photo, caption=post.html, **fields)
            return Receipt((message.id,), "photo", message.chat.url_of(message.id), digests=(photo.digest,))
        message = api.send_message(text=post.html, link_preview_options=_preview(post), **fields)
        return Receipt((message.id,), "text", message.chat.url_of(message.id))

    def edit(self, receipt: Receipt, post: Post) -> Receipt:
        with self._open() as api:
            return _with_fallbacks(post, lambda variant: self._edit(api, receipt, variant))

    def _edit(self, api: BotApi, receipt: Receipt, post: Post) -> Receipt:
        if post.photos:
            return self._put_photo(api, receipt, post, post.photos[0])
        if receipt.kind == "photo":
            return replace(self._put_photo(api, receipt, post, WITHDRAWN_PHOTO), note=PHOTO_REPLACED)
        try:
            place = self._place(receipt, post)
            _unless_equal(api.edit_message_text, text=post.html, link_preview_options=_preview(post), **place)
        except TelegramError as error:
            if error.case != Case.NOT_A_TEXT:
                raise
            # A person had pasted the link of a post with a picture.
            return self._edit(api, replace(receipt, kind="photo", digests=()), post)
        return replace(receipt, note="")

    def _put_photo(self, api: BotApi, receipt: Receipt, post: Post, photo: Photo) -> Receipt:
        """The photo with the post's text under it; uploaded only when another one stands there."""
        place = self._place(receipt, post)
        if receipt.kind == "photo" and receipt.digests == (photo.digest,):
            _unless_equal(api.edit_message_caption, caption=post.html, **place)
        else:
            media = {"caption": post.html, "parse_mode": place.pop("parse_mode")}
            _unless_equal(api.edit_message_media, photo, media=media, **place)
        return replace(receipt, kind="photo", digests=(photo.digest,), note="")

    def _place(self, receipt: Receipt, post: Post) -> dict[str, Any]:
        """What every edit repeats: Telegram removes what is not passed again."""
        message_id, keyboard = receipt.message_ids[0], _keyboard(post.button)
        return {"chat_id": self._chat_id, "message_id": message_id, "parse_mode": "HTML", "reply_markup": keyboard}

    def delete(self, receipt: Receipt) -> None:
        with self._open() as api:
            for message_id in receipt.message_ids:
                _unless_gone(lambda number=message_id: api.delete_message(self._chat_id, number))

    def withdraw(self, receipt: Receipt) -> Receipt:
        empty = Post(html=WITHDRAWN_TEXT, photos=(WITHDRAWN_PHOTO,) if receipt.kind == "photo" else ())
        with self._open() as api:
            for message_id in receipt.message_ids:
                single = replace(receipt, message_ids=(message_id,))
                _unless_gone(lambda one=single: self._edit(api, one, empty))
        return replace(receipt, digests=tuple(photo.digest for photo in empty.photos), note=WITHDRAWN_TEXT)

    def settle(self, post: Post, since: datetime, last_known_id: int | None) -> Settled:
        """A bot cannot read its channel."""
        return Settled(None, certain=False)

    def check(self) -> list[CheckResult]:
        with self._open() as api:
            return checks.look(api, self._chat_id)


def _with_fallbacks(post: Post, call: Callable[[Post], Receipt]) -> Receipt:
    """The call; after a refusal that has a fallback, the call with it. Each fallback is tried once."""
    left, notes = dict(FALLBACKS), []
    while True:
        try:
            receipt = call(post)
        except TelegramError as error:
            if error.case not in left:
                raise
            change, note = left.pop(error.case)
            post = change(post)
            notes.append(note)
        else:
            return replace(receipt, note=" ".join([*notes, receipt.note]).strip())


def _unless_equal(call: Callable[..., None], *args: Any, **fields: Any) -> None:
    """The edit; that nothing had to change is a success."""
    try:
        call(*args, **fields)
    except TelegramError as error:
        if error.case != Case.NOT_MODIFIED:
            raise


def _unless_gone(call: Callable[[], object]) -> None:
    """The removal; that nothing is left to remove is a success."""
    try:
        call()
    except TelegramError as error:
        if error.case != Case.ALREADY_DELETED:
            raise


def _keyboard(button: Button | None) -> dict[str, Any] | None:
    """One link button. Telegram refuses the whole post for a link it cannot follow, so such a one gets no button."""
    if button is None or not is_linkable(button.url):
        return None
    return {"inline_keyboard": [[{"text": button.label, "url": button.url}]]}


def _preview(post: Post) -> dict[str, Any]:
    """An intranet page has no preview; without a public one it is off."""
    return {"url": post.preview_url} if post.preview_url else {"is_disabled": True}
