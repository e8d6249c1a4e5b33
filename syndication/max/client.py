"""The calls of the API of MAX as functions of typed values; a failure is a `MaxError`. Nothing is ever repeated here."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlsplit

from portal import http
from portal.masking import hide_after, masked
from syndication.max import errors
from syndication.max.answers import Bot, Chat, Member, Message
from syndication.max.errors import Call
from syndication.port import Photo

# A page of a chat, its newest messages first; the most that MAX gives at once.
PAGE = 100
READING = Call()
PUBLISHING = Call(repeatable=False)
OF_MESSAGE = Call(of_message=True)
Result = TypeVar("Result")
# The address to which a picture is sent is a permission by itself.
hide_after("apiToken=")


class MaxApi:
    """One bot's calls, over a connection that lives as long as the `with` block."""

    def __init__(self, token: str, *, api_url: str, proxy: str | None, ca_file: str, timeouts: http.Timeouts):
        self._token, self._scheme, self._timeouts = token, urlsplit(api_url).scheme, timeouts
        self._client = partial(http.client, timeouts=timeouts, proxy=proxy, ca_file=ca_file)
        self._http = self._client(f"{api_url}/", headers={"Authorization": token}, secrets=(token,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get_me(self) -> Bot:
        return self._call("GET", "me", Bot.from_json)

    def get_chat(self, chat_id: str) -> Chat:
        return self._call("GET", _chat(chat_id), Chat.from_json)

    def get_membership(self, chat_id: str) -> Member:
        return self._call("GET", f"{_chat(chat_id)}/members/me", Member.from_json)

    def get_messages(self, chat_id: str) -> list[Message]:
        """The newest messages, newest first."""
        return self._call("GET", "messages", _messages, params={"chat_id": chat_id, "count": PAGE})

    def get_message(self, message_id: str) -> Message:
        return self._call("GET", f"messages/{quote(message_id, safe='')}", Message.from_json, OF_MESSAGE)

    def send_message(self, chat_id: str, body: dict[str, Any], *, preview: bool) -> Message:
        params = {"chat_id": chat_id, "disable_link_preview": "false" if preview else "true"}
        return self._call("POST", "messages", _sent, PUBLISHING, params=params, json=body)

    def edit_message(self, message_id: str, body: dict[str, Any]) -> None:
        self._call("PUT", "messages", _done, OF_MESSAGE, params={"message_id": message_id}, json=body)

    def delete_message(self, message_id: str) -> None:
        self._call("DELETE", "messages", _done, OF_MESSAGE, params={"message_id": message_id})

    def get_pinned(self, chat_id: str) -> str | None:
        """The message that is pinned in the chat."""
        return self._call("GET", f"{_chat(chat_id)}/pin", _pinned)

    def pin_message(self, chat_id: str, message_id: str) -> None:
        body = {"message_id": message_id, "notify": False}
        self._call("PUT", f"{_chat(chat_id)}/pin", _done, json=body)

    def unpin_message(self, chat_id: str) -> None:
        self._call("DELETE", f"{_chat(chat_id)}/pin", _done)

    def upload_image(self, photo: Photo) -> str:
        """The token with which a message shows the picture."""
        url = self._call("POST", "uploads", lambda data: str(data["url"]), params={"type": "image"})
        if urlsplit(url).scheme != self._scheme:
            raise errors.photo_refused(0, "an address of another kind")
        files = {"data": (photo.name, photo.content, "image/jpeg")}
        try:
            with self._client() as store:  # another host: it gets the picture and not the bot's token
                return _image_token(http.post(store, url, timeouts=self._timeouts, files=files))
        except http.NetworkError as error:
            failure = errors.no_answer(error, READING)
        raise failure

    def _call(
        self, method: str, path: str, read: Callable[[Any], Result], call: Call = READING, **content: Any
    ) -> Result:
        try:
            answer = http.call(self._http, method, path, timeouts=self._timeouts, **content)
        except http.NetworkError as error:
            failure = errors.no_answer(error, call)
        else:
            return self._result(answer, read, call)
        raise failure

    def _result(self, answer: http.Answer, read: Callable[[Any], Result], call: Call) -> Result:
        """The typed result of a whole answer of MAX."""
        body = masked(answer.body.decode("utf-8", "replace"), [self._token])
        try:
            data = json.loads(body)
            if answer.status == 200 and data.get("success") is not False:
                return read(data)
            said = f"{data.get('code', '')} {data['message']}".strip()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            failure = errors.unreadable(answer.status, body, call)
        else:
            failure = errors.refused(answer.status, said, call, retry_after=answer.headers.get("retry-after"))
        raise failure


def _chat(chat_id: str) -> str:
    return f"chats/{quote(chat_id, safe='')}"


def _sent(data: dict[str, Any]) -> Message:
    message = Message.from_json(data["message"])
    if not message.id:
        raise ValueError("a message without an id")
    return message


def _messages(data: dict[str, Any]) -> list[Message]:
    return [Message.from_json(one) for one in data["messages"]]


def _pinned(data: dict[str, Any]) -> str | None:
    return Message.from_json(data["message"]).id if data["message"] else None


def _done(data: dict[str, Any]) -> None:
    if data["success"] is not True:
        raise ValueError("no success")


def _image_token(answer: http.Answer) -> str:
    """The upload answers with a token for each variant of the picture it made; any of them stands for it."""
    body = answer.body.decode("utf-8", "replace")
    try:
        return next(iter(json.loads(body)["photos"].values()))["token"]
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        failure = errors.photo_refused(answer.status, body)
    raise failure
