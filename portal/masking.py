"""Secrets kept out of texts and logs: a bot's token is part of its URL, and HTTP libraries write URLs down."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterable
from urllib.parse import quote

MASK = "•••"
# A shorter part of a secret would blank ordinary words.
SHORTEST_PART = 8
_hidden: set[str] = set()
_secret_ends: set[str] = set()


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets, in whatever form they were written."""
    forms = {form for secret in secrets if secret for form in _forms(secret)}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, MASK)
    return text


def _forms(secret: str) -> set[str]:
    """The secret whole, its part after the colon; each plain, URL-encoded, in base64."""
    after_colon = secret.partition(":")[2]
    parts = [secret, after_colon] if len(after_colon) >= SHORTEST_PART else [secret]
    encoded = {base64.b64encode(part.encode()).decode().rstrip("=") for part in parts}
    return {*parts, *(quote(part, safe="") for part in parts), *encoded}


def hide(*secrets: str) -> None:
    """From now on `MaskSecrets` removes these from every record of this process."""
    _hidden.update(secret for secret in secrets if secret)


def hide_after(path: str) -> None:
    """From now on what follows this path in an address is removed too: invitations are secrets that nobody keeps."""
    _secret_ends.add(path)


def without_hidden(text: str) -> str:
    """The text without anything this process was told to hide."""
    for path in _secret_ends:
        text = re.sub(rf"({re.escape(path)})[^/\s\"']+", rf"\g<1>{MASK}", text)
    return masked(text, _hidden)


class MaskSecrets(logging.Filter):
    """Rewrites a record, and the traceback it carries, without the hidden secrets; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        clean = without_hidden(message)
        if clean != message:
            record.msg, record.args = clean, ()
        if record.exc_info and not record.exc_text:
            record.exc_text = without_hidden(logging.Formatter().formatException(record.exc_info))
        return True
