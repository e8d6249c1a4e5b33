"""MAX as a channel: which calls make a post, an edit and a removal, and what to do when MAX minds.

Written by the documentation of dev.max.ru; not verified against the live service.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.utils import timezone

from portal import http
from syndication.max import checks, looking, markup
from syndication.max.body import body_of, found_receipt, receipt_of
from syndication.max.client import MaxApi
from syndication.max.errors import Case, MaxError
from syndication.port import ChannelError, CheckResult, Failure, Limits, MessageId, Photo, Post, Receipt, Settled
from syndication.text.blocks import Block

WITHDRAWN_TEXT = "Материал снят"
NO_PHOTO = "MAX не принял снимок: пост вышел без него."
NOT_PINNED = "Закрепить пост в MAX не удалось: {}"
TOO_OLD = "MAX не даёт удалить пост."
TIMEOUTS = http.Timeouts(connect=10, read=60)
# Seconds between tries while MAX works on a picture: half a minute in all, then the outbox comes again.
READY_PAUSES = (0.5, 1, 2, 4, 8, 8, 8)
Result = TypeVar("Result")


class MaxDriver:
    """One channel of one bot. `chat_id` is the channel's number."""

    # Twelve attachments, one of them the button.
    limits = Limits(text=markup.TEXT_LIMIT, caption=markup.TEXT_LIMIT, photos=11, photo_bytes=10_000_000)

    def __init__(
        self,
        token: str,
        chat_id: str,
        *,
        api_url: str = "https://platform-api2.max.ru",
        proxy: str | None = None,
        ca_file: str = "",
        timeouts: http.Timeouts = TIMEOUTS,
    ):
        self._chat_id = chat_id
        self._open: Callable[[], MaxApi] = lambda: MaxApi(
            token, api_url=api_url, proxy=proxy, ca_file=ca_file, timeouts=timeouts
        )

    def written(self, blocks: Sequence[Block]) -> str:
        return markup.written(blocks)

    def send(self, post: Post) -> Receipt:
        with self._open() as api:
            # Proves that the way is open while nothing is at stake: an outage met here is no doubt.
            api.get_me()
            return _with_or_without_photos(post, lambda variant: self._send(api, variant))

    def _send(self, api: MaxApi, post: Post) -> Receipt:
        body = body_of(post, _uploaded(api, post.photos), silent=post.silent)
        preview = bool(post.preview_url)
        message = _when_ready(lambda: api.send_message(self._chat_id, body, preview=preview))
        return self._pinned(api, receipt_of(message.id, post.photos, message.url), post)

    def edit(self, receipt: Receipt, post: Post) -> Receipt:
        with self._open() as api:
            return _with_or_without_photos(post, lambda variant: self._edit(api, receipt, variant))

    def _edit(self, api: MaxApi, receipt: Receipt, post: Post) -> Receipt:
        message_id = str(receipt.message_ids[0])
        body = body_of(post, self._images(api, receipt, post), silent=True)
        _when_ready(lambda: api.edit_message(message_id, body))
        edited = replace(receipt_of(message_id, post.photos, receipt.url), pinned=receipt.pinned)
        return self._pinned(api, edited, post)

    def _images(self, api: MaxApi, receipt: Receipt, post: Post) -> list[str]:
        """Tokens of the pictures: those that stand there already are not uploaded again."""
        if receipt.digests == tuple(photo.digest for photo in post.photos) and post.photos:
            standing = api.get_message(str(receipt.message_ids[0])).images
            if all(standing) and len(standing) == len(post.photos):
                return list(standing)
        return _uploaded(api, post.photos)

    def _pinned(self, api: MaxApi, receipt: Receipt, post: Post) -> Receipt:
        """Pinned or not, as the post says; what stands already is not undone because of that."""
        message_id = str(receipt.message_ids[0])
        try:
            if post.pin and not receipt.pinned:
                api.pin_message(self._chat_id, message_id)
            if receipt.pinned and not post.pin and api.get_pinned(self._chat_id) == message_id:
                api.unpin_message(self._chat_id)
        except ChannelError as error:
            return replace(receipt, note=NOT_PINNED.format(error.reason))
        return replace(receipt, pinned=post.pin)

    def delete(self, receipt: Receipt) -> None:
        with self._open() as api:
            for message_id in receipt.message_ids:
                _delete(api, message_id)

    def withdraw(self, receipt: Receipt) -> Receipt:
        empty = body_of(Post(html=WITHDRAWN_TEXT), [], silent=True)
        with self._open() as api:
            for message_id in receipt.message_ids:
                _unless_gone(lambda number=str(message_id): api.edit_message(number, empty))
        return replace(receipt, kind="text", digests=(), note=WITHDRAWN_TEXT)

    def settle(self, post: Post, since: datetime, last_known_id: MessageId | None) -> Settled:
        """A bot that is an administrator reads its channel."""
        with self._open() as api:
            messages = api.get_messages(self._chat_id)
        if message := looking.found(messages, post):
            return Settled(found_receipt(message), certain=True)
        return Settled(None, certain=looking.is_absent(messages, post, since, timezone.now()))

    def check(self) -> list[CheckResult]:
        with self._open() as api:
            return checks.look(api, self._chat_id)


def _with_or_without_photos(post: Post, call: Callable[[Post], Receipt]) -> Receipt:
    """The call; when MAX does not take the pictures, once more without them."""
    try:
        return call(post)
    except MaxError as error:
        if error.case != Case.BAD_PHOTO or not post.photos:
            raise
    receipt = call(replace(post, photos=()))
    return replace(receipt, note=f"{NO_PHOTO} {receipt.note}".strip())


def _when_ready(call: Callable[[], Result]) -> Result:
    """The call, repeated while MAX says that it did nothing yet because a picture is not ready. Nothing else is repeated."""
    for pause in READY_PAUSES:
        try:
            return call()
        except MaxError as error:
            if error.case != Case.NOT_READY:
                raise
        time.sleep(pause)
    return call()


def _delete(api: MaxApi, message_id: MessageId) -> None:
    try:
        _unless_gone(lambda: api.delete_message(str(message_id)))
    except MaxError as error:
        if error.failure != Failure.POST:
            raise
        raise MaxError(Failure.UNDELETABLE, TOO_OLD, error.detail) from None


def _unless_gone(call: Callable[[], object]) -> None:
    """The removal; that nothing is left to remove is a success."""
    try:
        call()
    except MaxError as error:
        if error.case != Case.ALREADY_DELETED:
            raise


def _uploaded(api: MaxApi, photos: Sequence[Photo]) -> list[str]:
    return [api.upload_image(photo) for photo in photos]
