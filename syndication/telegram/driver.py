"""Telegram as a channel: which calls make a post, an edit and a removal, and what to do when Telegram minds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from portal import http
from syndication.port import ChannelError, CheckResult, Limits, MessageId, Post, Receipt, Settled
from syndication.telegram import checks, editing, markup, sending, settling
from syndication.telegram.client import BotApi
from syndication.telegram.fallbacks import with_fallbacks
from syndication.text.blocks import Block

NOT_PINNED = "Закрепить пост не удалось: {}"
TIMEOUTS = http.Timeouts(connect=10, read=60)


class TelegramDriver:
    """One channel of one bot. `chat_id` is the channel's number or @name, `topic` a thread of a group.

    A second bot (`witness_token`) and a private chat (`staging_chat_id`) help to find posts whose reply was lost.
    """

    limits = Limits(text=4096, caption=1024, photos=10, photo_bytes=10_000_000, video_bytes=50_000_000)

    def __init__(
        self,
        token: str,
        chat_id: str,
        *,
        topic: int | None = None,
        witness_token: str = "",
        staging_chat_id: str = "",
        api_url: str = "https://api.telegram.org",
        proxy: str | None = None,
        timeouts: http.Timeouts = TIMEOUTS,
    ):
        self._chat_id, self._topic, self._staging = chat_id, topic, staging_chat_id
        self._token, self._witness = token, witness_token
        self._open: Callable[[str], BotApi] = lambda bot: BotApi(bot, api_url=api_url, proxy=proxy, timeouts=timeouts)

    def written(self, blocks: Sequence[Block]) -> str:
        return markup.written(blocks)

    def send(self, post: Post) -> Receipt:
        with self._open(self._token) as api:
            # Proves that the way is open while nothing is at stake: an outage met here is no doubt.
            api.get_me()
            receipt = with_fallbacks(post, lambda variant: sending.send(api, self._chat_id, self._topic, variant))
            return self._pinned(api, receipt, post.pin)

    def edit(self, receipt: Receipt, post: Post) -> Receipt:
        with self._open(self._token) as api:
            edited = with_fallbacks(post, lambda variant: editing.edit(api, self._chat_id, receipt, variant))
            return self._pinned(api, edited, post.pin)

    def _pinned(self, api: BotApi, receipt: Receipt, pin: bool) -> Receipt:
        """Pinned or not, as the post says; what stands already is not undone because of that."""
        if receipt.pinned == pin:
            return receipt
        try:
            (api.pin if pin else api.unpin)(self._chat_id, int(receipt.message_ids[0]))
        except ChannelError as error:
            return replace(receipt, note=f"{receipt.note} {NOT_PINNED.format(error.reason)}".strip())
        return replace(receipt, pinned=pin)

    def delete(self, receipt: Receipt) -> None:
        with self._open(self._token) as api:
            for message_id in receipt.message_ids:
                editing.unless_gone(lambda number=int(message_id): api.delete_message(self._chat_id, number))

    def withdraw(self, receipt: Receipt) -> Receipt:
        with self._open(self._token) as api:
            return self._pinned(api, editing.withdraw(api, self._chat_id, receipt), pin=False)

    def settle(self, post: Post, since: datetime, last_known_id: MessageId | None) -> Settled:
        """A bot cannot read its channel: a second one may have seen the post, or a forward shows it."""
        before = last_known_id if isinstance(last_known_id, int) else None
        found = settling.UNKNOWN
        if self._witness:
            with self._open(self._witness) as witness:
                found = settling.by_witness(witness, self._chat_id, post, since, before)
        if found.certain or not self._staging:
            return found
        with self._open(self._token) as api:
            return settling.by_forwarding(api, self._chat_id, self._staging, post, since, before)

    def check(self) -> list[CheckResult]:
        with self._open(self._token) as api:
            found = checks.look(api, self._chat_id)
            if self._staging:
                found.append(checks.look_at_staging(api, self._staging))
        if self._witness:
            with self._open(self._witness) as witness:
                found.append(checks.look_at_witness(witness, self._chat_id))
        return found
