"""What MAX tells of messages, chats and bots, typed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Message:
    """A message that stands in a chat: `at` in seconds since 1970, `images` are tokens, `links` those of text and buttons.

    Only the id must be there: a reply that says less is still a reply. An unreadable message has the id "".
    """

    id: str
    at: float
    text: str
    url: str | None
    images: tuple[str, ...]
    links: frozenset[str]

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        body = data.get("body") or {}
        payloads = [(one.get("type"), one.get("payload") or {}) for one in body.get("attachments") or ()]
        images = tuple(payload.get("token", "") for kind, payload in payloads if kind == "image")
        buttons = [button for _, payload in payloads for row in payload.get("buttons") or () for button in row]
        links = frozenset(one["url"] for one in [*buttons, *(body.get("markup") or ())] if one.get("url"))
        at = data.get("timestamp", math.inf) / 1000
        return cls(body.get("mid", ""), at, body.get("text") or "", data.get("url"), images, links)


@dataclass(frozen=True)
class Bot:
    name: str

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(data.get("username") or data.get("first_name") or str(data["user_id"]))


@dataclass(frozen=True)
class Chat:
    """`kind` is channel, chat or dialog."""

    id: int
    kind: str
    title: str

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(int(data["chat_id"]), data.get("type", ""), data.get("title") or "")


@dataclass(frozen=True)
class Member:
    """What the bot is in the chat."""

    is_owner: bool
    is_admin: bool
    rights: frozenset[str]

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(bool(data.get("is_owner")), bool(data.get("is_admin")), frozenset(data.get("permissions") or ()))
