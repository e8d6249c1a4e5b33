"""Between a post and a message of MAX: what is sent for it, and the receipt of what stands there. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from syndication.max.answers import Message
from syndication.port import Button, Kind, Photo, Post, Receipt
from syndication.text.blocks import is_linkable

BUTTON_LENGTH = 128


def body_of(post: Post, images: Sequence[str], *, silent: bool) -> dict[str, Any]:
    """The whole message: an edit says everything anew, an empty list takes what stood there away."""
    attachments = [{"type": "image", "payload": {"token": token}} for token in images]
    return {
        "text": post.html,
        "format": "html",
        "notify": not silent,
        "attachments": [*attachments, *_keyboard(post.button)],
    }


def _keyboard(button: Button | None) -> list[dict[str, Any]]:
    """One link button, none for a link that leads nowhere outside."""
    if button is None or not is_linkable(button.url):
        return []
    row = [{"type": "link", "text": button.label[:BUTTON_LENGTH], "url": button.url}]
    return [{"type": "inline_keyboard", "payload": {"buttons": [row]}}]


def receipt_of(message_id: str, photos: Sequence[Photo], url: str | None) -> Receipt:
    return Receipt((message_id,), _kind(len(photos)), url, digests=tuple(photo.digest for photo in photos))


def found_receipt(message: Message) -> Receipt:
    """Which pictures stand there is not known."""
    return Receipt((message.id,), _kind(len(message.images)), message.url, digests=("",) * len(message.images))


def _kind(photos: int) -> Kind:
    return "text" if not photos else "photo" if photos == 1 else "album"
