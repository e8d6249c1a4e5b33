"""Employees named in running text: how a mention stands in stored rich text, `<a linktype="employee" id="…">`. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

LINK_TYPE = "employee"
LONGEST_ID = 18


def mentioned_ids(raw: object) -> Iterator[int]:
    """Employees mentioned in the raw value of a block of any shape, in the order of the text, perhaps more than once."""
    if isinstance(raw, str):
        if LINK_TYPE in raw:
            yield from _in_text(raw)
    elif isinstance(raw, dict | list):
        for inner in raw.values() if isinstance(raw, dict) else raw:
            yield from mentioned_ids(inner)


def employee_id(attributes: dict[str, str]) -> int | None:
    """Whom a link means; None for what is no number, however it came there."""
    written = attributes.get("id", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= LONGEST_ID else None


def _in_text(html: str) -> Iterator[int]:
    for tag in FIND_A_TAG.findall(html):
        attributes = extract_attrs(tag)
        pk = employee_id(attributes) if attributes.get("linktype") == LINK_TYPE else None
        if pk:
            yield pk
