"""The Bot API's calls as functions of typed values; a failure is a `TelegramError`. Nothing is ever repeated here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from portal import http
from portal.masking import masked
from syndication.telegram import errors
from syndication.telegram.media import Files, close

CHANNEL_ID = re.compile(r"-100(\d+)")
# Only these can put a second post into the channel when they are repeated.
NOT_REPEATABLE = {"sendMessage", "sendPhoto", "sendVideo", "sendMediaGroup"}
# The newest updates that one call can give.
MOST_UPDATES = 100
Result = TypeVar("Result")


@dataclass(frozen=True)
class Chat:
    """A channel or group; `username` is "" for a private one."""

    id: int
    type: str
    title: str
    username: str

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(int(data["id"]), data.get("type", ""), data.get("title", ""), data.get("username", ""))

    def url_of(self, message_id: int) -> str | None:
        """The address of a message; a private group has none."""
        if self.username:
            return f"https://t.me/{self.username}/{message_id}"
        channel = CHANNEL_ID.fullmatch(str(self.id))
        return f"https://t.me/c/{channel[1]}/{message_id}" if channel else None


@dataclass(frozen=True)
class Message:
    """A message that stands in a chat: `text` as it is read, `links` those of text and buttons, `media` photo, video or ""."""

    id: int
    chat: Chat
    text: str = ""
    links: frozenset[str] = frozenset()
    media: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        media = next((kind for kind in ("photo", "video") if kind in data), "")
        text = str(data.get("text") or data.get("caption") or "")
        keys = [key for row in (data.get("reply_markup") or {}).get("inline_keyboard", ()) for key in row]
        marked = [*(data.get("entities") or data.get("caption_entities") or ()), *keys]
        links = frozenset(one["url"] for one in marked if one.get("url"))
        return cls(int(data["message_id"]), Chat.from_json(data["chat"]), text, links, media)


@dataclass(frozen=True)
class Bot:
    id: int
    username: str

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(int(data["id"]), data.get("username", ""))


@dataclass(frozen=True)
class Member:
    """What the bot is in the chat; `rights` are the names of those it has."""

    status: str
    rights: frozenset[str]

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(data["status"], frozenset(name for name, value in data.items() if name.startswith("can_") and value))


class BotApi:
    """One bot's calls, over a connection that lives as long as the `with` block."""

    def __init__(self, token: str, *, api_url: str, proxy: str | None, timeouts: http.Timeouts):
        self._token = token
        self._timeouts = timeouts
        self._http = http.client(f"{api_url}/bot{token}/", secrets=(token,), timeouts=timeouts, proxy=proxy)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get_me(self) -> Bot:
        return self._call("getMe", Bot.from_json)

    def get_chat(self, chat_id: str) -> Chat:
        return self._call("getChat", Chat.from_json, chat_id=chat_id)

    def get_chat_member(self, chat_id: str, user_id: int) -> Member:
        return self._call("getChatMember", Member.from_json, chat_id=chat_id, user_id=user_id)

    def send_message(self, **fields: Any) -> Message:
        return self._call("sendMessage", Message.from_json, **fields)

    def send_photo(self, files: Files, **fields: Any) -> Message:
        return self._call("sendPhoto", Message.from_json, files, **fields)

    def send_video(self, files: Files, **fields: Any) -> Message:
        return self._call("sendVideo", Message.from_json, files, **fields)

    def send_media_group(self, files: Files, **fields: Any) -> list[Message]:
        return self._call("sendMediaGroup", _messages, files, **fields)

    def edit_message_text(self, **fields: Any) -> None:
        self._call("editMessageText", bool, **fields)

    def edit_message_caption(self, **fields: Any) -> None:
        self._call("editMessageCaption", bool, **fields)

    def edit_message_media(self, files: Files, **fields: Any) -> None:
        self._call("editMessageMedia", bool, files, **fields)

    def pin(self, chat_id: str, message_id: int) -> None:
        self._call("pinChatMessage", bool, chat_id=chat_id, message_id=message_id, disable_notification=True)

    def unpin(self, chat_id: str, message_id: int) -> None:
        self._call("unpinChatMessage", bool, chat_id=chat_id, message_id=message_id)

    def forward(self, from_chat_id: str, message_id: int, chat_id: str) -> Message:
        """A copy of a message in another chat, whose content tells what stands there."""
        given = {"chat_id": chat_id, "from_chat_id": from_chat_id, "message_id": message_id}
        return self._call("forwardMessage", Message.from_json, **given, disable_notification=True)

    def channel_posts(self) -> list[Message]:
        """The newest posts of the channels this bot has seen in the last day; older ones are forgotten by asking."""
        asked = {"offset": -MOST_UPDATES, "limit": MOST_UPDATES, "allowed_updates": ["channel_post"]}
        return self._call("getUpdates", _posts, **asked)

    def delete_message(self, chat_id: str, message_id: int) -> None:
        self._call("deleteMessage", bool, chat_id=chat_id, message_id=message_id)

    def _call(self, method: str, read: Callable[[Any], Result], files: Files | None = None, **fields: Any) -> Result:
        repeatable = method not in NOT_REPEATABLE
        given = {name: value for name, value in fields.items() if value is not None}
        try:
            answer = http.post(self._http, method, timeouts=self._timeouts, **_content(given, files))
        except http.NetworkError as error:
            failure = errors.no_answer(error, repeatable=repeatable)
        else:
            return self._result(answer, read, repeatable)
        finally:
            close(files or {})
        raise failure

    def _result(self, answer: http.Answer, read: Callable[[Any], Result], repeatable: bool) -> Result:
        """The typed result of a whole answer of the Bot API."""
        body = masked(answer.body.decode("utf-8", "replace"), [self._token])
        try:
            data = json.loads(body)
            if data["ok"] is True:
                return read(data["result"])
            code, description = int(data["error_code"]), str(data.get("description", ""))
            parameters = {"retry_after": answer.headers.get("retry-after"), **(data.get("parameters") or {})}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            failure = errors.unreadable(answer.status, body, repeatable=repeatable)
        else:
            failure = errors.refused(code, description, parameters, repeatable=repeatable)
        raise failure


def _messages(data: list[dict[str, Any]]) -> list[Message]:
    return [Message.from_json(one) for one in data]


def _posts(data: list[dict[str, Any]]) -> list[Message]:
    return [Message.from_json(update["channel_post"]) for update in data if "channel_post" in update]


def _content(fields: dict[str, Any], files: Files | None) -> dict[str, Any]:
    """The body as httpx takes it: JSON, or a form with the files in it."""
    if files is None:
        return {"json": fields}
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
    return {"data": form, "files": files}
