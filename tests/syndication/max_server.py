"""A real HTTP server that answers as the API of MAX does (by dev.max.ru; nobody has compared it with the live service).

Its calls carry the names of their counterparts in the Bot API, so that faults and counters read alike for both services:
`with MaxServer() as server: server.faults.add("reset_after", times=2)`; `server.channel` holds what subscribers see.
"""

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.syndication.max_channel import Channel, RefusedError
from tests.syndication.telegram_faults import Fault
from tests.syndication.telegram_server import FAILURES, TelegramServer, read_form
from tests.syndication.telegram_server import Handler as FailingHandler

TOKEN = "f9LHodD0cOL-test_token_of_MAX-000000"
UPLOADING = "/store/apiToken=secret-of-the-upload"
# The verb, the first and the last word of the path: the call by its name in the Bot API, and the method of the channel.
CALLS = {
    ("GET", "me", "me"): ("getme", Channel.get_me),
    ("GET", "chats", "id"): ("getchat", Channel.get_chat),
    ("GET", "chats", "me"): ("getchatmember", Channel.get_membership),
    ("GET", "chats", "pin"): ("getpin", Channel.get_pin),
    ("PUT", "chats", "pin"): ("pinchatmessage", Channel.pin),
    ("DELETE", "chats", "pin"): ("unpinchatmessage", Channel.unpin),
    ("GET", "messages", "messages"): ("getmessages", Channel.get_messages),
    ("GET", "messages", "id"): ("getmessage", Channel.get_message),
    ("POST", "messages", "messages"): ("sendmessage", Channel.send),
    ("PUT", "messages", "messages"): ("editmessagetext", Channel.edit),
    ("DELETE", "messages", "messages"): ("deletemessage", Channel.delete),
}


class MaxServer(TelegramServer):
    """The server, listening from the start of its `with` block to the end."""

    def __init__(self, port: int = 0, *, token: str = TOKEN):
        super().__init__(port, token=token)
        self.RequestHandlerClass = Handler
        self.channel = Channel()
        # Headers of requests that came to the store of files.
        self.uploads: list[dict] = []


class Handler(FailingHandler, BaseHTTPRequestHandler):
    """One connection."""

    server: MaxServer

    def do_PUT(self) -> None:
        self.do_POST()

    def do_DELETE(self) -> None:
        self.do_POST()

    def _method(self) -> str:
        if self.path.startswith("/uploads?"):
            return "getuploadurl"
        return "upload" if self.path == UPLOADING else self._call()[0]

    def _call(self):
        parts = urlsplit(self.path).path.strip("/").split("/")
        last = "id" if len(parts) == 2 else parts[-1]
        return CALLS.get((self.command, parts[0], last), ("unknown", None))

    def _answer(self, method: str, body: bytes) -> tuple[int, dict]:
        try:
            if method == "upload":
                return 200, self._stored(body)
            if self.headers.get("Authorization") != self.server.token:
                raise RefusedError(401, "verify.token", "Invalid access_token")
            if method == "getuploadurl":
                return 200, {"url": f"{self.server.url}{UPLOADING}"}
            return 200, self._called(body)
        except RefusedError as error:
            return error.status, error.to_json()

    def _stored(self, body: bytes) -> dict:
        self.server.uploads.append(dict(self.headers))
        _, files = read_form(self.headers["Content-Type"], body)
        return self.server.channel.store(files["data"])

    def _called(self, body: bytes) -> dict:
        method = self._call()[1]
        if method is None:
            raise RefusedError(404, "not.found", "Not Found")
        address = urlsplit(self.path)
        query = dict(parse_qsl(address.query))
        first, _, named = address.path.strip("/").partition("/")
        if named:
            query["chat_id" if first == "chats" else "message_id"] = unquote(named.partition("/")[0])
        with self.server.channel.lock:
            return method(self.server.channel, query, json.loads(body or b"{}"))

    def _fail(self, fault: Fault, answer: bytes) -> None:
        if fault.kind in REFUSALS:
            refusal = REFUSALS[fault.kind]
            return self._send(refusal.status, _written(refusal), **_pause(fault))
        if fault.kind == "http_error" and fault.code not in {502, 503, 504}:
            words = fault.description or HTTPStatus.INTERNAL_SERVER_ERROR.phrase
            return self._send(fault.code, _written(RefusedError(fault.code, "error", words)))
        return FAILURES[fault.kind](self, fault, answer)


REFUSALS = {
    "throttle": RefusedError(429, "too.many.requests", "Too Many Requests"),
    "unauthorized": RefusedError(401, "verify.token", "Invalid access_token"),
    "kicked": RefusedError(403, "chat.denied", "Key: error.chat.suspended"),
    "chat_not_found": RefusedError(404, "chat.not.found", "Chat not found"),
    "no_rights": RefusedError(403, "chat.denied", "no permission"),
}


def _written(refusal: RefusedError) -> bytes:
    return json.dumps(refusal.to_json()).encode()


def _pause(fault: Fault) -> dict:
    return {"retry_after": fault.retry_after} if fault.kind == "throttle" and fault.retry_after > 1 else {}
