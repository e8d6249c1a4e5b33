"""From a teaser to Telegram's HTML, within Telegram's limits. Pure: no network, no database.

Lengths are UTF-16 units of the text after parsing, the stricter of the two ways Telegram counts.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
# Telegram drops silently what exceeds 100 entities; the title takes two.
MOST_HASHTAGS = 90
HASHTAG_LENGTH = 256
ELLIPSIS = "…"
GAP = "\n\n"
SPACES = " \n"


@dataclass(frozen=True)
class Teaser:
    """The markup, and whether the lead had to be shortened."""

    html: str
    cut: bool


def teaser(title: str, lead: str, url: str, hashtags: Iterable[str], limit: int) -> Teaser:
    """Title (a link to the page), lead, hashtags. Only the lead is cut; a title alone over the limit is cut too."""
    title, lead = _one_line(title), _clean(lead)
    linked = is_linkable(url)
    below = [] if linked else [_one_line(url)]
    tags = " ".join(as_hashtags(hashtags))
    room = limit - utf16_length(GAP.join(filter(None, [title, *below, tags])))
    if room < 0:
        return _title_alone(title, url, limit)
    shortened = cut(lead, room - len(GAP))
    heading = _heading(title, url, linked)
    paragraphs = [heading, *map(_escape, filter(None, [shortened, *below, tags]))]
    return Teaser(GAP.join(filter(None, paragraphs)), cut=shortened != lead)


def _title_alone(title: str, url: str, limit: int) -> Teaser:
    linked = is_linkable(url)
    below = "" if linked else GAP + _one_line(url)
    shortened = cut(title, limit - utf16_length(below))
    if not shortened:
        return Teaser(_heading(cut(title, limit), url, linked), cut=True)
    return Teaser(_heading(shortened, url, linked) + _escape(below), cut=True)


def _heading(title: str, url: str, linked: bool) -> str:
    if not title:
        return ""
    bold = f"<b>{_escape(title)}</b>"
    return f'<a href="{html.escape(url)}">{bold}</a>' if linked else bold


def is_linkable(url: str) -> bool:
    """Whether Telegram keeps a link to it: http(s) and a host with a dot; any other loses the link without an error."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and not re.search(r"\s", url)


def cut(text: str, limit: int) -> str:
    """The text, or its longest beginning of whole words with «…» that fits; a first word too long is cut inside."""
    if utf16_length(text) <= limit:
        return text
    if limit < 2:
        return ""
    beginning = _first_units(text, limit - len(ELLIPSIS))
    if text[len(beginning)] not in SPACES:
        beginning = beginning[: _last_space(beginning)] or beginning
    beginning = beginning.rstrip().rstrip(".,;:—–-(«„\"'… ")
    return beginning + ELLIPSIS if beginning else ""


def _first_units(text: str, units: int) -> str:
    """The longest beginning within so many UTF-16 units; a surrogate pair is never split."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")


def _last_space(text: str) -> int:
    """Where the last word begins; a non-breaking space holds words together."""
    return max(*map(text.rfind, SPACES), 0)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


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


def _clean(text: str) -> str:
    """Without control characters and halves of surrogate pairs, which Telegram refuses or blanks; line breaks stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_kept(char) for char in lines).strip()


def _kept(char: str) -> str:
    if char == "\n":
        return char
    return {"Cc": " ", "Cs": ""}.get(unicodedata.category(char), char)


def _one_line(text: str) -> str:
    return re.sub(r"[ \n\u2028\u2029]+", " ", _clean(text)).strip()


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def plain(markup: str) -> str:
    """The same words as markup that no parser can refuse: tags gone, a link's address behind its text."""
    with_addresses = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2 (\1)", markup, flags=re.S)
    without_tags = re.sub(r"</?[a-zA-Z][^<>]*>", "", with_addresses)
    return _escape(html.unescape(without_tags))
