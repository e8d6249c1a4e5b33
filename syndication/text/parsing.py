"""From rich text, as editors write it, to blocks of styled runs. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from syndication.text.blocks import GAP, LINE, Block, Run, Style, is_linkable

STYLES = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "ins": "u", "s": "s", "strike": "s", "del": "s"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PARAGRAPHS = {"p", "div", "pre", "blockquote", "ul", "ol", "table", "figure", "hr", *HEADINGS}
SILENT = {"script", "style", "template", "head", "title", "iframe", "embed", "object"}
CELLS = " — "
RULE = "———"


def parse(html: str) -> list[Block]:
    """The blocks of a text, empty ones left out."""
    blocks = [_tidied(block) for block in _blocks(BeautifulSoup(f"<div>{html}</div>", "html.parser"), ())]
    return [block for block in blocks if block.text.strip()]


def _blocks(parent: Tag, styles: tuple[Style, ...], before: str = GAP) -> Iterator[Block]:
    """The children of a tag: runs of inline things make a block, a paragraph is one of its own."""
    for is_paragraph, children in groupby(parent.children, key=_is_paragraph):
        if is_paragraph:
            for child in children:
                yield from _paragraph(child, styles, before)
        else:
            yield Block(tuple(run for child in children for run in _runs(child, styles)), before)


def _is_paragraph(node) -> bool:
    return isinstance(node, Tag) and (node.name in PARAGRAPHS or node.find(list(PARAGRAPHS)) is not None)


def _paragraph(tag: Tag, styles: tuple[Style, ...], before: str) -> Iterator[Block]:
    if tag.name in SILENT:
        return
    if tag.name in ("ul", "ol"):
        yield from _items(tag, styles, 0)
    elif tag.name == "table":
        yield from _rows(tag, styles)
    elif tag.name == "hr":
        yield Block((Run(RULE, styles),), before)
    else:
        yield from _blocks(tag, _with(styles, tag), before)


def _items(tag: Tag, styles: tuple[Style, ...], depth: int) -> Iterator[Block]:
    numbered = tag.name == "ol"
    for number, item in enumerate(tag.find_all("li", recursive=False), start=1):
        mark = f"{number}. " if numbered else "• "
        inline = [child for child in item.children if not (isinstance(child, Tag) and child.name in ("ul", "ol"))]
        runs = tuple(run for child in inline for run in _runs(child, styles))
        yield Block((Run("\u00a0" * 3 * depth + mark, styles), *runs), GAP if number == 1 and not depth else LINE)
        for inner in item.find_all(["ul", "ol"], recursive=False):
            yield from _items(inner, styles, depth + 1)


def _rows(table: Tag, styles: tuple[Style, ...]) -> Iterator[Block]:
    for number, row in enumerate(table.find_all("tr")):
        runs = []
        for cell in row.find_all(["td", "th"]):
            heading = (*styles, Style("b")) if cell.name == "th" else styles
            runs += [Run(CELLS, styles)] if runs else []
            runs += _runs(cell, heading)
        yield Block(tuple(runs), LINE if number else GAP)


def _runs(node, styles: tuple[Style, ...]) -> Iterator[Run]:
    if isinstance(node, NavigableString):
        if type(node) is NavigableString:  # comments and doctypes are subclasses
            yield Run(str(node), styles)
    elif node.name == "br":
        yield Run(LINE, styles)
    elif isinstance(node, Tag) and node.name not in SILENT:
        inner = _with(styles, node)
        for child in node.children:
            yield from _runs(child, inner)


def _with(styles: tuple[Style, ...], tag: Tag) -> tuple[Style, ...]:
    """The styles inside this tag: nothing nests in code, quotes and links do not nest in their like."""
    style = _style_of(tag)
    names = {outer.name for outer in styles}
    if style is None or names & {"code", "pre"} or style.name in names:
        return styles
    if style.name in ("code", "pre"):
        return (*(outer for outer in styles if outer.name == "blockquote"), style)
    return (*styles, style)


def _style_of(tag: Tag) -> Style | None:
    if tag.name == "a":
        href = str(tag.get("href", ""))
        return Style("a", href) if is_linkable(href) else None
    if tag.name in HEADINGS:
        return Style("b")
    if tag.name in ("code", "pre", "blockquote"):
        return Style(tag.name)
    return Style(STYLES[tag.name]) if tag.name in STYLES else None


def _tidied(block: Block) -> Block:
    """One space for many, none at the ends of lines; what stands in `pre` is left as it is."""
    runs, before = [], LINE
    for run in block.runs:
        text = _clean(run.text)
        if not any(style.name == "pre" for style in run.styles):
            text = re.sub(
                r"[ \t]*\n[ \t]*",
                LINE,
                re.sub(r"[ \t\r\f\v]+", " ", text if run.text == LINE else text.replace(LINE, " ")),
            )
            text = text.lstrip(" ") if before.endswith((" ", LINE)) else text
        if text:
            runs.append(replace(run, text=text))
            before = text
    return replace(block, runs=tuple(_trimmed(runs)))


def _trimmed(runs: list[Run]) -> Iterable[Run]:
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if not runs:
        return ()
    last = replace(runs[-1], text=runs[-1].text.rstrip())
    return (*runs[:-1], last)


def _clean(text: str) -> str:
    """Without control characters and halves of surrogate pairs, which channels refuse or blank."""
    kept = {"Cc": " ", "Cs": ""}
    return "".join(char if char == LINE else kept.get(unicodedata.category(char), char) for char in text)
