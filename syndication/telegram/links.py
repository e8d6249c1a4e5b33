"""The address of a post in Telegram, as «Копировать ссылку» gives it. Pure."""

from __future__ import annotations

import re

POST_URL = re.compile(r"https?://t\.me/(?:c/)?[\w-]+/(\d+)(?:\?single)?/?")


def message_at(url: str, chat_id: str) -> int | None:
    """The number of the message at the address; None when it is not the address of a post."""
    found = POST_URL.fullmatch(url)
    return int(found[1]) if found else None
