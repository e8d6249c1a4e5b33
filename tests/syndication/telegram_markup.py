"""Telegram's HTML as its server parses it: allowed tags, its sentences for errors, links it drops without a word."""

import html
import re
from urllib.parse import urlsplit

TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    **{"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji"},
}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<number>\d{1,7})|(?P<name>lt|gt|amp|quot)(?![a-zA-Z]));?")
TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\s>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"([^\s=>/\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))")
FOUND = {
    "hashtag": re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}"),
    "url": re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s<>\"]*)?"),
}
MOST_ENTITIES = 100


class BadMarkupError(Exception):
    """The text is refused; the message is Telegram's."""


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(markup: str) -> tuple[str, list[dict]]:
    """The text as a subscriber reads it, and its entities; raises `BadMarkupError`."""
    text, entities = _parsed(markup)
    found = [entity for kind, pattern in FOUND.items() for entity in _find(kind, pattern, text)]
    return _trimmed(text, [*entities, *found][:MOST_ENTITIES])


def plain(text: str) -> tuple[str, list[dict]]:
    """The same without a parse mode."""
    return _trimmed(text, [entity for kind, pattern in FOUND.items() for entity in _find(kind, pattern, text)])


def _parsed(markup: str) -> tuple[str, list[dict]]:
    text, entities, open_tags, position = "", [], [], 0
    while position < len(markup):
        if reference := REFERENCE.match(markup, position):
            text += _character(reference)
            position = reference.end()
        elif markup[position] == "<":
            tag = _tag(markup, position)
            if tag["end"]:
                entities += _close(open_tags, tag["name"].lower(), text, _offset(markup, position))
            else:
                open_tags.append(_open(tag, text, _offset(markup, position)))
            position = tag.end()
        else:
            text += markup[position]
            position += 1
    if open_tags:
        raise _unparsed(f'can\'t find end tag corresponding to start tag "{open_tags[-1]["tag"]}"')
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _offset(markup: str, position: int) -> int:
    return len(markup[:position].encode())


def _unparsed(why: str) -> BadMarkupError:
    return BadMarkupError(f"can't parse entities: {why}")


def _character(reference: re.Match) -> str:
    if reference["name"]:
        return html.unescape(f"&{reference['name']};")
    return chr(int(reference["hex"], 16) if reference["hex"] else int(reference["number"]))


def _tag(markup: str, position: int) -> re.Match:
    tag = TAG.match(markup, position)
    if tag is None:
        kind = "end" if markup.startswith("</", position) else "start"
        raise _unparsed(f"Unclosed {kind} tag at byte offset {_offset(markup, position)}")
    return tag


def _open(tag: re.Match, text: str, offset: int) -> dict:
    name = tag["name"].lower()
    if name not in TAGS:
        raise _unparsed(f'Unsupported start tag "{name}" at byte offset {offset}')
    given = {
        found[1]: html.unescape(found[2] or found[3] or found[4] or "")
        for found in ATTRIBUTE.finditer(tag["attributes"])
    }
    if name == "span" and given.get("class") != "tg-spoiler":
        raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    return {"tag": name, "offset": units(text), "start": len(text), "href": given.get("href", "")}


def _close(open_tags: list[dict], name: str, text: str, offset: int) -> list[dict]:
    """The entity of the tag that ends here; none for an empty one, and none for a link to a host without a dot."""
    if not open_tags:
        raise _unparsed(f"Unexpected end tag at byte offset {offset}")
    tag = open_tags.pop()
    if name and name != tag["tag"]:
        expected = f'expected "</{tag["tag"]}>", found "</{name}>"'
        raise _unparsed(f"Unmatched end tag at byte offset {offset}, {expected}")
    entity = {"type": TAGS[tag["tag"]], "offset": tag["offset"], "length": units(text) - tag["offset"]}
    if tag["tag"] == "a":
        entity["url"] = tag["href"] or text[tag["start"] :]
    return [entity] if entity["length"] and is_link(entity.get("url", "http://x.y")) else []


def is_link(url: str) -> bool:
    """Whether Telegram takes it for the address of something."""
    parts = urlsplit(url if "//" in url else f"http://{url}")
    return parts.scheme in {"http", "https", "tg"} and "." in (parts.hostname or "") and not re.search(r"\s", url)


def _find(kind: str, pattern: re.Pattern, text: str) -> list[dict]:
    spans = [found.span() for found in pattern.finditer(text)]
    return [{"type": kind, "offset": units(text[:start]), "length": units(text[start:end])} for start, end in spans]


def _trimmed(text: str, entities: list[dict]) -> tuple[str, list[dict]]:
    left = units(text) - units(text.lstrip())
    return text.strip(), [{**entity, "offset": max(entity["offset"] - left, 0)} for entity in entities]
