"""From a story to what leaves: the teaser (title, lead, link, hashtags, cover), never the body of the page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from django.conf import settings

from portal.images import SPECS, Picture
from portal.stories import Story
from syndication.port import Button, Photo, Post

READ_ON = "Читать полностью"
UPLOAD_SPEC = SPECS["channel"][0]


@dataclass(frozen=True)
class Teaser:
    """What a subscriber will see. `url` is absolute; `picture_id` names the cover."""

    title: str
    lead: str
    url: str
    hashtags: tuple[str, ...]
    picture_id: int | None
    picture_hash: str

    @property
    def hash(self) -> str:
        """Differs when a subscriber would see a difference."""
        return hashlib.blake2b(json.dumps(asdict(self), sort_keys=True).encode(), digest_size=16).hexdigest()

    @classmethod
    def of(cls, story: Story) -> Teaser:
        summary = story.summary()
        cover = summary.cover
        return cls(
            title=summary.title,
            lead=summary.lead,
            url=settings.WAGTAILADMIN_BASE_URL + story.get_url(),
            hashtags=tuple(summary.hashtags),
            picture_id=cover.pk if cover else None,
            picture_hash=f"{cover.file_hash or cover.file.name}:{cover.get_focal_point()}" if cover else "",
        )

    @classmethod
    def from_wish(cls, wish: dict) -> Teaser:
        return cls(**{**wish, "hashtags": tuple(wish["hashtags"])})


def post(teaser: Teaser, render) -> Post:
    """The post a driver sends; `render` is the driver's own way to write a teaser."""
    photo = _photo(teaser)
    html = render(teaser.title, teaser.lead, teaser.url, teaser.hashtags, with_photo=photo is not None)
    return Post(html=html, photo=photo, button=Button(READ_ON, teaser.url))


def _photo(teaser: Teaser) -> Photo | None:
    picture = Picture.objects.filter(pk=teaser.picture_id).first() if teaser.picture_id else None
    if picture is None:
        return None
    rendition = picture.get_rendition(UPLOAD_SPEC)
    with rendition.file.open("rb") as file:
        content = file.read()
    return Photo(name="cover.jpg", content=content, digest=hashlib.blake2b(content, digest_size=16).hexdigest())
