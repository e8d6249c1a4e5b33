"""From HTML of a Word file to the title, the lead and the raw blocks of an article. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

import nh3
from bs4 import BeautifulSoup
from bs4.element import Tag

from portal.blocks.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from portal.richtext import SCHEMES
from portal.stories import LEAD_LENGTH

KEPT = {"p", "b", "i", "a", "ul", "ol", "li", "h3", "br"}
TITLE_LENGTH = 200
HEADING_LENGTH = 120
CAPTION_LENGTH = 300
QUOTE_LENGTH = 500
# A text block holds 20,000 signs; beyond this the next one begins.
TEXT_LENGTH = 12_000
# How a table of Word is stored in the table block: its first row is the heading.
HEADED = {
    "table_header_choice": "row",
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_caption": "",
}
CAPTION = re.compile(r"(?:рис|фото|снимок)[\s.:№\d]", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_cleaner = nh3.Cleaner(tags=KEPT, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)


@dataclass
class Draft:
    """What an article will be made of. A picture's value is the number of the picture in the document."""

    title: str = ""
    lead: str = ""
    blocks: list[dict] = field(default_factory=list)
    # Tables that became paragraphs.
    tables: int = 0

    def add(self, kind: str, value: object) -> None:
        self.blocks.append({"type": kind, "value": value})

    def add_text(self, html: str) -> None:
        """Paragraphs that follow one another are one block."""
        last = self.blocks[-1] if self.blocks else None
        if last and last["type"] == "text" and len(last["value"]) + len(html) <= TEXT_LENGTH:
            last["value"] += html
        else:
            self.add("text", html)


def draft_of(html: str) -> Draft:
    """The draft; a title that is not there stays empty."""
    draft = Draft()
    for element in BeautifulSoup(html, "html.parser").find_all(True, recursive=False):
        _take(draft, element)
    _find_title(draft)
    _find_lead(draft)
    return draft


def _take(draft: Draft, element: Tag) -> None:
    text = _text(element)
    classes = element.get("class", [])
    if element.name == "table":
        _take_table(draft, element)
    elif "title" in classes and not draft.title:
        draft.title = text[:TITLE_LENGTH]
    elif "subtitle" in classes and not draft.lead and len(text) <= LEAD_LENGTH:
        draft.lead = text
    elif element.name in ("h1", "h2") and 0 < len(text) <= HEADING_LENGTH:
        draft.add("heading", text)
    elif element.name == "blockquote" and 0 < len(text) <= QUOTE_LENGTH:
        draft.add("quote", {"text": text.strip('«»"'), "employee": None, "name": "", "position": ""})
    elif _is_caption(draft, text, classes):
        draft.blocks[-1]["value"]["caption"] = text[:CAPTION_LENGTH]
    else:
        _take_paragraph(draft, element, text)


def _take_paragraph(draft: Draft, element: Tag, text: str) -> None:
    pictures = [image.extract() for image in element.find_all("img")]
    before = bool(pictures) and CAPTION.match(text)
    if text and not before:
        draft.add_text(_clean(element))
    for image in pictures:
        if image["src"]:
            value = {"picture": int(image["src"]), "caption": "", "credit": "", "bleed": False}
            draft.add("picture", value | ({"alt": image["alt"][:255]} if image.get("alt") else {}))
    if before and _last_is(draft, "picture"):
        draft.blocks[-1]["value"]["caption"] = text[:CAPTION_LENGTH]


def _is_caption(draft: Draft, text: str, classes: list[str]) -> bool:
    follows = _last_is(draft, "picture") and not draft.blocks[-1]["value"]["caption"]
    return bool(text) and follows and ("caption" in classes or bool(CAPTION.match(text)))


def _last_is(draft: Draft, kind: str) -> bool:
    return bool(draft.blocks) and draft.blocks[-1]["type"] == kind


def _clean(element: Tag) -> str:
    name = {"h4": "h3", "h5": "h3", "h6": "h3", "h1": "p", "h2": "p", "blockquote": "p"}.get(element.name, element.name)
    element.name = name
    for heading in element.find_all(re.compile("^h[1-6]$")):
        heading.name = "p"
    for link in element.find_all("a"):
        if not link.get("href", "").startswith(("http:", "https:", "mailto:", "tel:")):
            link.unwrap()
    return _cleaner.clean(str(element))


def _take_table(draft: Draft, table: Tag) -> None:
    """A grid that the table block can hold becomes one; any other becomes a paragraph a row."""
    rows = [[_text(cell) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
    if _is_grid(table, rows):
        draft.add("table", {"data": rows, **HEADED})
        return
    draft.tables += 1
    lines = ["; ".join(filter(None, row)) for row in rows]
    draft.add_text("".join(f"<p>{escape(line)}</p>" for line in lines if line))


def _is_grid(table: Tag, rows: list[list[str]]) -> bool:
    """Two rows and two columns at least, no cell across several, no table in a table, and nothing too long for the block."""
    widths = {len(row) for row in rows}
    simple = len(widths) == 1 and not table.find(["table", "img"]) and not table.find(_spans)
    fits = 2 <= len(rows) <= MOST_ROWS and 2 <= max(widths, default=0) <= MOST_COLUMNS
    return simple and fits and all(len(text) <= LONGEST_CELL for row in rows for text in row)


def _spans(element: Tag) -> bool:
    return element.has_attr("colspan") or element.has_attr("rowspan")


def _find_title(draft: Draft) -> None:
    if not draft.title and _first_is(draft, "heading"):
        draft.title = draft.blocks.pop(0)["value"][:TITLE_LENGTH]


def _find_lead(draft: Draft) -> None:
    """The first paragraph; one too long for a lead gives its first sentences, and stays where it is."""
    if draft.lead or not _first_is(draft, "text"):
        return
    paragraphs = BeautifulSoup(draft.blocks[0]["value"], "html.parser")
    first = paragraphs.find("p")
    if first is None or first.find_previous_sibling() is not None:
        return
    text = _text(first)
    draft.lead = _sentences(text)
    if draft.lead == text:
        first.decompose()
        draft.blocks[0]["value"] = str(paragraphs)
        draft.blocks = [block for block in draft.blocks if block["value"]]


def _first_is(draft: Draft, kind: str) -> bool:
    return bool(draft.blocks) and draft.blocks[0]["type"] == kind


def _sentences(text: str) -> str:
    """As many first sentences as a lead holds; of one too long its first words."""
    lead = ""
    for sentence in SENTENCE.split(text):
        longer = f"{lead} {sentence}".strip()
        if len(longer) > LEAD_LENGTH:
            break
        lead = longer
    return lead or text[: LEAD_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _text(element: Tag) -> str:
    return re.sub(r"\s+", " ", element.get_text(" " if element.name in ("table", "td", "th") else "")).strip()
