"""The audit log (logger `teplo.audit`): one line an event, with who, from where and the time zone; never a password."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest

log = logging.getLogger("teplo.audit")
LONGEST = 200

_request: ContextVar[HttpRequest | None] = ContextVar("audited_request", default=None)


@contextmanager
def on_behalf_of(request: HttpRequest) -> Iterator[None]:
    """Within this block, what is recorded is done by the request's user from the request's address."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def record(event: str, **facts: object) -> None:
    """Writes `event name="value" … by="login" from="address"`, every value on one line, escaped."""
    request = _request.get()
    user = getattr(request, "user", None)
    facts["by"] = user.get_username() if user and user.is_authenticated else "-"
    facts["from"] = request.META.get("REMOTE_ADDR", "-") if request else "-"
    log.info("%s %s", event, " ".join(f"{name}={quoted(value)}" for name, value in facts.items()))


def quoted(value: object) -> str:
    """The value in quotes: nothing in it can end the line, colour a terminal or turn the direction of writing."""
    text = str(value)[:LONGEST].replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text) + '"'
