"""The address of a post in MAX, as people copy it. Pure. How it is made of the ids is nowhere promised: seen in real ones."""

from __future__ import annotations

import base64
import re

POST_URL = re.compile(r"https://(?:web\.)?max\.ru/(?:c/-?\d+|\w+)/([A-Za-z0-9_-]{11})/?")


def message_at(url: str, chat_id: str) -> str | None:
    """The id of the message in this chat at the address; None when it is not the address of a post."""
    code = POST_URL.fullmatch(url)
    if not code or not re.fullmatch(r"-?\d{1,18}", chat_id):
        return None
    number = base64.urlsafe_b64decode(f"{code[1]}=")
    return f"mid.{int(chat_id) % 2**64:016x}{number.hex()}"
