"""The text of a post: a template that editors read and change, with fields in braces. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from portal.stories import Summary
from portal.typesetting import typeset
from syndication.hashtags import as_hashtags

READ_ON = "Читать полностью"
FIELD = re.compile(r"\{\s*([^{}\s][^{}]{0,30}?)\s*\}")


@dataclass(frozen=True)
class Values:
    """What the fields stand for; `url` is absolute."""

    summary: Summary
    url: str
    signature: str = ""
    hashtags: tuple[str, ...] = ()


FIELDS: dict[str, Callable[[Values], str]] = {
    "заголовок": lambda values: escape(typeset(values.summary.title)),
    "лид": lambda values: escape(typeset(values.summary.lead)).replace("\n", "<br>"),
    "раздел": lambda values: escape(values.summary.kind),
    "рубрика": lambda values: escape(values.summary.kicker),
    "ссылка": lambda values: f'<a href="{escape(values.url)}">{READ_ON}</a>',
    "хештеги": lambda values: escape(" ".join(as_hashtags((*values.summary.hashtags, *values.hashtags)))),
    "подпись": lambda values: escape(values.signature),
}


def filled(template: str, values: Values) -> str:
    """The template with its fields filled; the signature follows where it has no place of its own."""
    text = FIELD.sub(lambda found: FIELDS[_name(found)](values) if _name(found) in FIELDS else found[0], template)
    named = {_name(found) for found in FIELD.finditer(template)}
    return text if "подпись" in named or not values.signature else f"{text}<p>{escape(values.signature)}</p>"


def unknown_fields(template: str) -> list[str]:
    """Words in braces that are no field: most likely a slip."""
    return [found[0] for found in FIELD.finditer(template) if _name(found) not in FIELDS]


def _name(found: re.Match) -> str:
    return found[1].casefold()
