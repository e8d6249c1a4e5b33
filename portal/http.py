"""The one door to the network: time and size are limited, TLS is checked, nothing is repeated or followed in secret.

What goes wrong arrives as `NetworkError`, which knows whether the request may have reached the other side.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
from socksio.exceptions import SOCKSError

from portal.masking import MaskSecrets, hide, without_hidden

ANSWER_LIMIT = 1_000_000
# The libraries beneath write URLs at INFO and headers at DEBUG.
TALKATIVE = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")
TROUBLES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, SOCKSError)
for _name in TALKATIVE:
    logging.getLogger(_name).addFilter(MaskSecrets())


@dataclass(frozen=True)
class Timeouts:
    """Seconds: to connect, to wait for the next piece of an answer, and for the whole exchange."""

    connect: float = 10
    read: float = 60
    whole: float = 300


@dataclass(frozen=True)
class Answer:
    """An HTTP answer of any status; the body may be anything."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class NetworkError(Exception):
    """No whole answer came. `sent` is False only when the other side certainly did not get the request."""

    def __init__(self, message: str, *, sent: bool):
        super().__init__(message)
        self.sent = sent


def client(
    base_url: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    secrets: tuple[str, ...] = (),
    timeouts: Timeouts,
    proxy: str | None = None,
    ca_file: str = "",
) -> httpx.Client:
    """A client of one service, to be closed after use. The secrets (parts of `base_url` or `headers`) are masked from now on.

    `ca_file` holds certificates (PEM) of authorities to be trusted besides the usual ones.
    """
    hide(*secrets, *_password(proxy))
    return httpx.Client(
        base_url=base_url,
        timeout=httpx.Timeout(timeouts.read, connect=timeouts.connect),
        headers={"Accept-Encoding": "identity", "User-Agent": "teplo", **(headers or {})},
        verify=_trusted(ca_file),
        proxy=proxy,
        trust_env=False,
        follow_redirects=False,
    )


@cache
def _trusted(ca_file: str) -> ssl.SSLContext:
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


def _password(proxy: str | None) -> tuple[str, ...]:
    password = httpx.URL(proxy).password if proxy else ""
    return (password,) if password else ()


def post(client: httpx.Client, path: str, *, timeouts: Timeouts, **content: Any) -> Answer:
    """POSTs once; see `call`."""
    return call(client, "POST", path, timeouts=timeouts, **content)


def call(client: httpx.Client, method: str, path: str, *, timeouts: Timeouts, **content: Any) -> Answer:
    """Calls once; `content` is `params=`, `json=` or `data=` and `files=`, as httpx takes them.

    Raises `NetworkError`.
    """
    progress = _Progress()
    try:
        with client.stream(method, path, extensions={"trace": progress}, **content) as response:
            body = _body(response, time.monotonic() + timeouts.whole)
            return Answer(response.status_code, response.headers, body)
    except TROUBLES as error:
        what = without_hidden(f"{type(error).__name__}: {error}")
    # Outside the handler: the library's exception, which holds the URL, is not even the context of ours.
    raise NetworkError(what, sent=progress.sent)


def _body(response: httpx.Response, deadline: float) -> bytes:
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > ANSWER_LIMIT:
            raise NetworkError(f"answer longer than {ANSWER_LIMIT} bytes", sent=True)
        if time.monotonic() > deadline:
            raise NetworkError("answer takes too long", sent=True)
    return bytes(body)


class _Progress:
    """Follows an exchange by httpcore's trace: the other side can have the request once its last byte is written."""

    def __init__(self):
        self.sent = False
        self._method = b""

    def __call__(self, event: str, info: dict[str, Any]) -> None:
        if event.endswith("send_request_body.started"):
            self._method = info["request"].method
        if event.endswith("send_request_body.complete") and self._method != b"CONNECT":  # that one is for the proxy
            self.sent = True
