"""Names of files: what people see is cleaned, what is stored cannot be guessed."""

from __future__ import annotations

import re
import secrets
import unicodedata
from pathlib import PurePath

LONGEST = 120
# These turn the direction of a line: «gpj.exe» reads as «exe.jpg».
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text without control and direction characters; a line break becomes a space."""
    plain = DIRECTIONS.sub("", re.sub(r"\s+", " ", text))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cc").strip()


def clean_title(filename: str) -> str:
    """A title from the name of a file: no path, no suffix, nothing invisible, at most 120 letters."""
    return re.sub(r"[\s_]+", " ", _stem(filename)).strip()[:LONGEST] or "Без названия"


def download_name(filename: str) -> str:
    """The name under which a file is downloaded again: as it was, without a path and what is invisible."""
    suffix = PurePath(_base(filename)).suffix.lower()
    return (_stem(filename)[:LONGEST] or "file") + suffix


def random_name(folder: str, filename: str) -> str:
    """A stored name nobody can guess, with the suffix kept: `documents/<32 letters>.pdf`."""
    return f"{folder}/{secrets.token_hex(16)}{PurePath(_base(filename)).suffix.lower()}"


def _stem(filename: str) -> str:
    return PurePath(_base(filename)).stem.strip()


def _base(filename: str) -> str:
    return PurePath(visible(filename).replace("\\", "/")).name
