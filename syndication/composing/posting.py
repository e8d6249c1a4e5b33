"""From a wish to the post that a driver sends: pictures and film to upload, text within the limit."""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass, replace
from functools import partial
from html import escape

from django.core.files.storage import default_storage
from PIL import Image

from portal.images import SPECS, Picture
from syndication.composing.template import READ_ON
from syndication.port import Button, Driver, Limits, Photo, Post, Video
from syndication.text.blocks import Block, length
from syndication.text.fitting import fitted
from syndication.text.parsing import parse
from syndication.wish import VideoRef, Wish

UPLOAD_SPEC = SPECS["channel"][0]
THUMBNAIL = (320, 320)


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
    """The text as it will stand under its pictures, or alone; the way to the page is never lost."""
    blocks = parse(wish.text)
    limit = limits.caption if wish.pictures or wish.video else limits.text
    if _needs_link(wish, blocks, limit):
        blocks += parse(f'<p><a href="{escape(wish.url)}">{escape(wish.button or READ_ON)}</a></p>')
    return Measured(length(blocks), limit, fitted(blocks, limit, wish.url))


def _needs_link(wish: Wish, blocks: list[Block], limit: int) -> bool:
    """Albums have no buttons, and what is shortened must say where the rest is."""
    if any(block.links_to(wish.url) for block in blocks):
        return False
    is_album = len(wish.pictures) > 1
    return is_album if wish.button else length(blocks) > limit


def post_of(wish: Wish, driver: Driver) -> Post:
    """The post with everything it needs; pictures and films that are gone, or too big for the service, are left out."""
    photos = _photos(wish)
    video = _video(wish.video, photos, driver.limits) if wish.video else None
    text = driver.written(measured(wish, driver.limits).shown)
    button = Button(wish.button, wish.url) if wish.button else None
    post = Post(text, photos, None, button, text_first=wish.text_first, silent=wish.silent, pin=wish.pin)
    return replace(post, video=video, photos=()) if video else post


def _photos(wish: Wish) -> tuple[Photo, ...]:
    found = Picture.objects.in_bulk([ref.id for ref in wish.pictures])
    return tuple(_photo(found[ref.id]) for ref in wish.pictures if ref.id in found)


def _photo(picture: Picture) -> Photo:
    rendition = picture.get_rendition(UPLOAD_SPEC)
    with rendition.file.open("rb") as file:
        content = file.read()
    return Photo(f"{picture.pk}.jpg", content, digest=_digest(content))


def _video(ref: VideoRef, photos: tuple[Photo, ...], limits: Limits) -> Video | None:
    if ref.size > limits.video_bytes or not default_storage.exists(ref.path):
        return None
    poster = photos[0] if photos else None
    return Video(
        name="film.mp4",
        open=partial(default_storage.open, ref.path),
        # Every film prepared anew has a name of its own.
        digest=_digest(f"{ref.path} {poster and poster.digest}".encode()),
        width=ref.width,
        height=ref.height,
        seconds=math.ceil(ref.seconds),
        poster=poster,
        thumbnail=_thumbnail(poster) if poster else None,
    )


def _thumbnail(poster: Photo) -> Photo:
    """The poster as small as Telegram wants it for a film that is not loaded yet."""
    small = io.BytesIO()
    with Image.open(io.BytesIO(poster.content)) as image:
        image.thumbnail(THUMBNAIL)
        image.convert("RGB").save(small, "JPEG", quality=85)
    return Photo("thumbnail.jpg", small.getvalue(), digest="")


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
