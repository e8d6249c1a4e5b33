"""Looking for a post whose reply was lost: in what a second bot has seen, or by forwarding to a private chat.

Neither way is verified against the cloud, so both are believed in what they find, and in what they miss only with proof
that they would have seen it. `last_known_id` was the newest message of ours when the lost call began.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from syndication.likeness import is_same, resembles
from syndication.port import Post, Receipt, Settled
from syndication.telegram.client import BotApi, Message
from syndication.telegram.errors import Case, TelegramError

UNKNOWN = Settled(None, certain=False)
# Telegram itself goes on with a call for 500 s after its caller has gone away.
SETTLED_AFTER = timedelta(minutes=10)
# So many numbers above the last known one are looked at; so many empty ones in a row, more than an album has, are the end.
WINDOW, END = 20, 12


def by_witness(witness: BotApi, chat_id: str, post: Post, since: datetime, last_known_id: int | None) -> Settled:
    """What the second bot has seen in the channel; what it missed counts when it did see our post before."""
    seen = [message for message in witness.channel_posts() if chat_id in (str(message.chat.id), _name(message))]
    later = [message for message in seen if last_known_id is None or message.id > last_known_id]
    found = next((message for message in later if is_same(message.text, message.links, post)), None)
    if found:
        return Settled(_receipt(found, post), certain=True)
    sees_ours = any(message.id == last_known_id for message in seen)
    doubtful = any(resembles(message.text, message.links, post) for message in later)
    return Settled(None, certain=sees_ours and not doubtful and _is_over(since))


def by_forwarding(
    api: BotApi, chat_id: str, staging: str, post: Post, since: datetime, last_known_id: int | None
) -> Settled:
    """What stands under the next numbers, seen by forwarding it where no subscriber is."""
    if last_known_id is None:
        return UNKNOWN
    empty, doubtful = 0, False
    for number in range(last_known_id + 1, last_known_id + 1 + WINDOW):
        message = _forwarded(api, chat_id, number, staging)
        empty = empty + 1 if message is None else 0
        if message and is_same(message.text, message.links, post):
            return Settled(_receipt(message, post, number), certain=True)
        doubtful = doubtful or bool(message and (not message.text or resembles(message.text, message.links, post)))
        if empty == END:
            return Settled(None, certain=not doubtful and _is_over(since))
    return UNKNOWN


def _forwarded(api: BotApi, chat_id: str, number: int, staging: str) -> Message | None:
    """The message as its copy shows it, None where there is none; what cannot be forwarded is a message without words."""
    try:
        copy = api.forward(chat_id, number, staging)
    except TelegramError as error:
        if error.case == Case.NOT_THERE:
            return None
        if error.case == Case.NOT_FORWARDED:
            return Message(number, api.get_chat(chat_id))
        raise
    api.delete_message(staging, copy.id)
    return copy


def _receipt(message: Message, post: Post, number: int | None = None) -> Receipt:
    """The pictures of an album have numbers in a row. Which pictures they are is not known."""
    first = message.id if number is None else number
    count = max(len(post.photos), 1)
    kind = "album" if count > 1 else message.media or "text"
    digests = ("",) * (count if kind != "text" else 0)
    url = message.chat.url_of(first) if number is None else None
    return Receipt(tuple(range(first, first + count)), kind, url, digests=digests)


def _is_over(since: datetime) -> bool:
    return timezone.now() - since >= SETTLED_AFTER


def _name(message: Message) -> str:
    return f"@{message.chat.username}"
