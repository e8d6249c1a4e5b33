"""Hashtags, spelt so that every channel takes them for such. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

MOST_HASHTAGS = 30
HASHTAG_LENGTH = 256


def as_hashtags(words: Iterable[str]) -> list[str]:
    """The words as hashtags, each once; what cannot be one is left out."""
    tags = {tag.casefold(): tag for tag in reversed([hashtag(word) for word in words]) if tag}
    return list(reversed(tags.values()))[:MOST_HASHTAGS]


def hashtag(words: str) -> str | None:
    """«Новости компании» → «#Новости_компании»; None when no letter is left: Telegram takes «#2026» for plain text."""
    text = unicodedata.normalize("NFC", words)
    spaced = "".join(char if char.isalpha() or char.isdecimal() else " " if _separates(char) else "" for char in text)
    tag = "_".join(spaced.split())[:HASHTAG_LENGTH]
    return f"#{tag}" if any(char.isalpha() for char in tag) else None


def _separates(char: str) -> bool:
    return char.isspace() or char in "_-‑–—./,&+"
