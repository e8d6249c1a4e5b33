"""What an article still lacks, read from its last draft as it is stored. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from people.blocks import CARD, INTERVIEW, QUOTE
from people.mentioning import mentioned_ids

SPEAKERS = frozenset({QUOTE, CARD, INTERVIEW})


@dataclass(frozen=True)
class Draft:
    """What the desk asks of a draft; `blocks` are raw blocks of its body."""

    content: Mapping
    blocks: list[dict]

    @classmethod
    def of(cls, content: Mapping) -> Draft:
        """From the content of a revision."""
        return cls(content, json.loads(content.get("body") or "[]"))

    @property
    def pictures(self) -> set[int]:
        """Ids of all pictures, the cover among them."""
        return {pk for pk in (self.content.get("cover"), *_pictures([block["value"] for block in self.blocks])) if pk}

    @property
    def people(self) -> set[int]:
        """Ids of employees who are quoted, shown or mentioned."""
        speakers = {block["value"].get("employee") for block in self.blocks if block["type"] in SPEAKERS}
        return {pk for pk in (*speakers, *mentioned_ids([block["value"] for block in self.blocks])) if pk}


@dataclass(frozen=True)
class Lack:
    """Something missing; without what is `hard` the issue cannot be published."""

    text: str
    hard: bool = False


def lacks(draft: Draft, undescribed: Collection[int], silent: Collection[str], proofread: bool) -> list[Lack]:
    """`undescribed`: pictures without alt text; `silent`: names of those here who gave no consent for the magazine."""
    unfilled = [
        label
        for label, name in (("заголовка", "title"), ("лида", "lead"), ("рубрики", "rubric"))
        if not draft.content.get(name)
    ]
    found = [Lack(f"нет {label}", hard=True) for label in unfilled]
    soft = (
        ("нет текста", not draft.blocks),
        ("нет обложки", not draft.content.get("cover")),
        ("нет автора", not draft.content.get("authors")),
        (f"без описания снимков: {len(draft.pictures & set(undescribed))}", draft.pictures & set(undescribed)),
        (f"нет согласия: {', '.join(silent)}", silent),
        ("не вычитано", not proofread),
    )
    return found + [Lack(text) for text, missing in soft if missing]


def _pictures(value: object) -> Iterator[int]:
    """Whatever is chosen under the name «picture», however deep."""
    if isinstance(value, list):
        for inner in value:
            yield from _pictures(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "picture" and isinstance(inner, int):
                yield inner
            else:
                yield from _pictures(inner)
