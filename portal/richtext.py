"""Rich text made harmless where it is shown: whatever way it came into the database."""

from __future__ import annotations

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


def clean(html: str) -> str:
    """Only the tags an editor can make; links to pages, mail and phones; no scripts, handlers, styles or frames."""
    return _cleaner.clean(html)


def shown(source: object) -> SafeString:
    """Wagtail's rich text as HTML for a page."""
    return SafeString(clean(expand_db_html(str(getattr(source, "source", source) or ""))))
