"""What calls of the Bot API say beside the text: keyboard, preview, where the words stand. Pure."""

from __future__ import annotations

from typing import Any

from syndication.port import Button, Post
from syndication.text.blocks import is_linkable

HTML = "HTML"


def keyboard(button: Button | None) -> dict[str, Any] | None:
    """One link button. Telegram refuses the whole post for a link it cannot follow, so such a one gets no button."""
    if button is None or not is_linkable(button.url):
        return None
    return {"inline_keyboard": [[{"text": button.label, "url": button.url}]]}


def preview(post: Post) -> dict[str, Any]:
    """An intranet page has no preview; without a public one it is off."""
    return {"url": post.preview_url} if post.preview_url else {"is_disabled": True}


def caption(post: Post) -> dict[str, Any]:
    """The words of a post with pictures or a film."""
    above = {"show_caption_above_media": True} if post.text_first else {}
    return {"caption": post.html, "parse_mode": HTML, **above}
