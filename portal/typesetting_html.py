"""Russian typography of HTML: the text of a paragraph is read as one, across its inline tags; tags are never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from portal.typesetting import apply, edits, is_address
from portal.typography import bind

_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*+>)""")
_NAME = re.compile(r"</?\s*([a-zA-Z][\w-]*)")
# Within a line; every other tag ends a paragraph.
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)
_CODE = frozenset(["code", "pre", "kbd", "samp", "var", "script", "style", "textarea"])
# Stands for a letter of what must stay as it is: no rule knows it.
_KEPT = "\ufffc"


@dataclass
class _Text:
    """One text between two tags, or a line break, with its number among the pieces."""

    index: int
    text: str
    is_kept: bool = False

    @property
    def read(self) -> str:
        return re.sub(r"\S", _KEPT, self.text) if self.is_kept else self.text


def typeset_html(html: str) -> str:
    """Safe HTML as it should stand on a page: code, addresses and attributes stay. Twice is the same as once."""
    pieces = _TAG.split(html)
    for paragraph in _paragraphs(pieces):
        for node in _set(paragraph):
            pieces[node.index] = escape(node.text)
    return "".join(pieces)


def _paragraphs(pieces: list[str]) -> Iterator[list[_Text]]:
    """The texts of each paragraph; odd pieces are tags."""
    together: list[_Text] = []
    code = 0
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            together.append(_Text(index, unescape(piece), bool(code) or _is_linked_address(pieces, index)))
            continue
        found = _NAME.match(piece)
        name = found[1].lower() if found else ""
        if name in _CODE:
            code = max(code + (-1 if piece.startswith("</") else 1), 0)
        elif name == "br":
            together.append(_Text(index, "\n", is_kept=True))
        elif name not in _INLINE:
            yield together
            together = []
    yield together


def _is_linked_address(pieces: list[str], index: int) -> bool:
    """The text of a link that is an address itself."""
    is_link = index > 0 and pieces[index - 1][:3].lower() in ("<a ", "<a>")
    return is_link and is_address(unescape(pieces[index]).strip())


def _set(paragraph: list[_Text]) -> list[_Text]:
    """The texts that may change, changed."""
    whole = "".join(node.read for node in paragraph)
    if not whole.strip():
        return []
    changes = iter(edits(whole))
    change, start = next(changes, None), 0
    for node in paragraph:
        end, own = start + len(node.text), []
        while change and change[0] < end:
            if change[1] <= end:
                own.append((change[0] - start, change[1] - start, change[2]))
            change = next(changes, None)
        start = end
        if not node.is_kept:
            node.text = apply(node.text, own)
    return _bound(paragraph)


def _bound(paragraph: list[_Text]) -> list[_Text]:
    """`bind` changes no lengths: the spaces are found in the whole and written into each part."""
    whole, start = bind("".join(node.read for node in paragraph)), 0
    for node in paragraph:
        end = start + len(node.text)
        if not node.is_kept:
            node.text = whole[start:end]
        start = end
    return [node for node in paragraph if not node.is_kept]
