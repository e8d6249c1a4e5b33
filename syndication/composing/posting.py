"""From a wish to the post that a driver sends: pictures as bytes, text within the limit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from portal.images import SPECS, Picture
from syndication.port import Button, Driver, Limits, Photo, Post
from syndication.text.blocks import Block, length
from syndication.text.fitting import fitted
from syndication.text.parsing import parse
from syndication.wish import PictureRef, Wish

UPLOAD_SPEC = SPECS["channel"][0]


@dataclass(frozen=True)
class Measured:
    """A text against the limit of a channel, in UTF-16 units; `shown` is what fits of it."""

    length: int
    limit: int
    shown: list[Block]

    @property
    def too_long(self) -> bool:
        return self.length > self.limit


def measured(wish: Wish, limits: Limits) -> Measured:
    """The text as it will stand under its pictures, or alone."""
    blocks = parse(wish.text)
    limit = limits.caption if wish.pictures else limits.text
    return Measured(length(blocks), limit, fitted(blocks, limit, wish.url))


def post_of(wish: Wish, driver: Driver) -> Post:
    """The post with everything it needs; pictures that are gone are left out."""
    photos = tuple(photo for ref in wish.pictures if (photo := _photo(ref)))
    text = driver.written(measured(wish, driver.limits).shown)
    button = Button(wish.button, wish.url) if wish.button else None
    return Post(text, photos, button, text_first=wish.text_first, silent=wish.silent, pin=wish.pin)


def _photo(ref: PictureRef) -> Photo | None:
    picture = Picture.objects.filter(pk=ref.id).first()
    if picture is None:
        return None
    rendition = picture.get_rendition(UPLOAD_SPEC)
    with rendition.file.open("rb") as file:
        content = file.read()
    return Photo(f"{ref.id}.jpg", content, digest=hashlib.blake2b(content, digest_size=16).hexdigest())
