"""Rich text made harmless where it is shown: whatever way it came into the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import nh3
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "br", "hr", "sup", "sub"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes={"p": {"first"}},
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
)
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# Of a page, a document or a colleague that is no more the words stay.
_LINK_TO_NOTHING = re.compile(r'<a(?: rel="[^"]*")?>(.*?)</a>', re.DOTALL)


def clean(html: str) -> str:
    """Only the tags an editor can make; links to pages, mail and phones; no scripts, handlers, styles or frames."""
    return _LINK_TO_NOTHING.sub(r"\1", _cleaner.clean(html))


def with_anchors(html: str, anchors: Iterator[str]) -> tuple[SafeString, list[tuple[str, str]]]:
    """Cleaned HTML whose `h2` can be linked to, and the pairs of an anchor and a title."""
    titles = []

    def marked(found: re.Match) -> str:
        title = unescape(_TAG.sub("", found[1])).strip()
        if not title:
            return ""
        titles.append((next(anchors), title))
        return f'<h2 id="{titles[-1][0]}">{found[1]}</h2>'

    return SafeString(_HEADING.sub(marked, html)), titles


def opened(html: str) -> SafeString:
    """Cleaned HTML whose first paragraph has the class that gives it a drop cap, if it begins with one."""
    return SafeString(re.sub(r"\A\s*<p>", '<p class="first">', html))


def shown(source: object) -> SafeString:
    """Wagtail's rich text as HTML for a page."""
    return SafeString(clean(expand_db_html(str(getattr(source, "source", source) or ""))))
