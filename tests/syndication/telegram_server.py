"""A real HTTP server that answers as the Bot API does, and fails as the way to it does.

In a test: `with TelegramServer() as server: TelegramDriver(server.token, server.chat_id, api_url=server.url)`; then
`server.channel` holds what subscribers see and `server.faults.add("reset_after", times=2)` breaks the next two writes.
For other processes: `python -m tests.syndication.telegram_server --port 0 --state FILE` writes its address to FILE;
`POST /_control` with `{"faults": [{"kind": …}], "clear": true, "seconds_between": 1, "age": {"id": 1, "hours": 49},
"remove": 1, "rights": […], "bot_status": "kicked"}`, `GET /_channel` for the messages.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import struct
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import parse_qsl

from tests.syndication.telegram_channel import Channel
from tests.syndication.telegram_content import RefusedError
from tests.syndication.telegram_faults import Fault, Faults

TOKEN = "700001:AAH-test_token-of-the-test-server-00"
WITNESS = "700002:AAH-token-of-the-second-bot-00000000"
REQUEST_LIMIT = 52_000_000
BLOCK_PAGE = "<!DOCTYPE html><html><body><h1>Доступ ограничен</h1></body></html>".encode()
DONE_FIRST = {"reset_after", "slow", "truncated", "garbled"}


class TelegramServer(ThreadingHTTPServer):
    """The server, listening from the start of its `with` block to the end."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int = 0, *, token: str = TOKEN):
        super().__init__(("127.0.0.1", port), Handler)
        self.token = token
        self.channel = Channel()
        self.faults = Faults()
        self.calls: Counter[str] = Counter()
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def chat_id(self) -> str:
        return str(self.channel.chat_id)

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address) -> None:
        """A client that went away is what many tests are about; anything else is told as usual."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def control(self, wish: dict) -> None:
        """What `POST /_control` does."""
        if wish.get("clear"):
            self.faults.clear()
        for fault in wish.get("faults", []):
            self.faults.add(**fault)
        for name in ("seconds_between", "bot_status", "username"):
            if name in wish:
                setattr(self.channel, name, wish[name])
        if "rights" in wish:
            self.channel.rights = set(wish["rights"])
        if "age" in wish:
            self.channel.age(wish["age"]["id"], wish["age"]["hours"])
        if "remove" in wish:
            self.channel.remove(wish["remove"])

    def report(self) -> dict:
        """What `GET /_channel` answers."""
        messages = [message.to_json() for message in self.channel]
        return {
            "messages": messages,
            "ever_sent": self.channel.ever_sent,
            "calls": self.calls,
            "faults": self.faults.met,
        }


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: TelegramServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def log_message(self, *_: object) -> None:
        """Silent: the address holds a token."""

    def do_GET(self) -> None:
        if self.path == "/_channel":
            return self._json(200, self.server.report())
        return self._api()

    def do_POST(self) -> None:
        if self.path == "/_control":
            self.server.control(json.loads(self._body()))
            return self._json(200, {"ok": True})
        return self._api()

    def _api(self) -> None:
        method = self._method()
        self.server.calls[method] += 1
        fault = self.server.faults.for_call(method)
        if fault and fault.kind == "reset_before":
            return self._reset()
        body = self._body()
        if fault and fault.kind not in DONE_FIRST and not fault.accepted:
            return self._fail(fault, b"")
        status, answer = self._answer(method, body)
        if fault:
            return self._fail(fault, json.dumps(answer).encode())
        return self._json(status, answer)

    def _method(self) -> str:
        return self.path.rpartition("/")[2].partition("?")[0].lower()

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, method: str, body: bytes) -> tuple[int, dict]:
        if len(body) > REQUEST_LIMIT:
            return _refusal(RefusedError("Request Entity Too Large", 413))
        bot = self.path.rpartition("/")[0].removeprefix("/bot")
        if bot not in (self.server.token, WITNESS):
            return _refusal(RefusedError("Unauthorized", 401))
        try:
            fields, files = read_form(self.headers.get("Content-Type", ""), body)
            return 200, {"ok": True, "result": self.server.channel.call(method, fields, files, bot == WITNESS)}
        except RefusedError as error:
            return _refusal(error)

    def _fail(self, fault: Fault, answer: bytes) -> None:
        if fault.kind in REFUSALS:
            return self._json(*_refusal(REFUSALS[fault.kind](fault)))
        return FAILURES[fault.kind](self, fault, answer)

    def _reset(self, *_: object) -> None:
        """RST instead of an answer: the descriptor goes at once, before the library can say goodbye."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def _hang(self, fault: Fault, answer: bytes) -> None:
        self.server.stopped.wait(fault.seconds)
        self._reset()

    def _slow(self, fault: Fault, answer: bytes) -> None:
        self.server.stopped.wait(fault.seconds)
        self._send(200, answer)

    def _truncated(self, fault: Fault, answer: bytes) -> None:
        self.close_connection = True
        self._send(200, answer[: len(answer) // 2], length=len(answer))

    def _garbled(self, fault: Fault, answer: bytes) -> None:
        self._send(200, answer[: len(answer) // 2])

    def _block_page(self, fault: Fault, answer: bytes) -> None:
        self._send(200, BLOCK_PAGE, kind="text/html; charset=utf-8")

    def _redirect(self, fault: Fault, answer: bytes) -> None:
        self._send(302, b"", location="https://blocked.example.org/?from=telegram")

    def _http_error(self, fault: Fault, answer: bytes) -> None:
        """Telegram's own 500 is JSON; 502, 503 and 504 are pages of what stands before it."""
        if fault.code in {502, 503, 504}:
            return self._send(fault.code, f"<html><h1>{fault.code}</h1></html>".encode(), kind="text/html")
        description = fault.description or "Internal Server Error"
        return self._json(fault.code, {"ok": False, "error_code": fault.code, "description": description})

    def _json(self, status: int, data: dict) -> None:
        headers = {"retry_after": data.get("parameters", {}).get("retry_after")} if status == 429 else {}
        self._send(status, json.dumps(data).encode(), **headers)

    def _send(
        self, status: int, body: bytes, *, length: int | None = None, kind: str = "application/json", **headers
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-").title(), str(value))
        self.end_headers()
        self.wfile.write(body)


FAILURES = {
    "reset_after": Handler._reset,
    "hang": Handler._hang,
    "slow": Handler._slow,
    "truncated": Handler._truncated,
    "garbled": Handler._garbled,
    "block_page": Handler._block_page,
    "redirect": Handler._redirect,
    "http_error": Handler._http_error,
}
REFUSALS = {
    "throttle": lambda fault: RefusedError(
        f"Too Many Requests: retry after {fault.retry_after}", 429, retry_after=fault.retry_after
    ),
    "unauthorized": lambda fault: RefusedError("Unauthorized", 401),
    "kicked": lambda fault: RefusedError("Forbidden: bot was kicked from the channel chat", 403),
    "chat_not_found": lambda fault: RefusedError("Bad Request: chat not found"),
    "no_rights": lambda fault: RefusedError("Bad Request: need administrator rights in the channel chat"),
    "migrate": lambda fault: RefusedError(
        "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=fault.chat_id
    ),
}


def _refusal(error: RefusedError) -> tuple[int, dict]:
    parameters = {"parameters": error.parameters} if error.parameters else {}
    return error.code, {"ok": False, "error_code": error.code, "description": error.description, **parameters}


def read_form(content_type: str, body: bytes) -> tuple[dict, dict[str, bytes]]:
    """Fields and files of a JSON, form or multipart body; nested fields of a form are JSON texts."""
    if content_type.startswith("application/json"):
        return {name: _as_text(value) for name, value in json.loads(body or b"{}").items()}, {}
    if not content_type.startswith("multipart/form-data"):
        return dict(parse_qsl(body.decode())), {}
    fields, files = {}, {}
    boundary = re.search(r'boundary="?([^";]+)', content_type)[1].encode()
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        name = re.search(rb'\bname="([^"]*)"', head)[1].decode()
        if b"filename=" in head:
            files[name] = content
        else:
            fields[name] = _nested(content.decode())
    return fields, files


def _as_text(value):
    """The Bot API reads `null` of a JSON body as the word."""
    return "null" if value is None else value


def _nested(value: str):
    return json.loads(value) if value.startswith(("{", "[")) or value in ("true", "false") else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--state", type=Path, help="where to write the address, once the server listens")
    parser.add_argument("--token", default=TOKEN)
    options = parser.parse_args()
    with TelegramServer(options.port, token=options.token) as server:
        address = json.dumps({"url": server.url, "token": server.token, "chat_id": server.chat_id})
        print(address, flush=True)
        if options.state:
            fresh = options.state.with_suffix(".new")
            fresh.write_text(address, encoding="utf-8")
            fresh.replace(options.state)
        server.stopped.wait()


if __name__ == "__main__":
    main()
