"""What should stand in a channel of a story: by the channel's template, or as the press composed it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.rich_text import expand_db_html

from portal.images import Picture
from portal.stories import Story, Summary
from syndication.composing import template
from syndication.models import Channel, Composition, Media
from syndication.wish import PictureRef, VideoRef, Wish


def composition_of(channel: Channel, page_id: int) -> Composition:
    """What the press decided, or what holds where it decided nothing (not saved)."""
    found = Composition.objects.filter(channel=channel, page_id=page_id).first()
    return found or Composition(channel=channel, page_id=page_id)


def wish_of(story: Story, composition: Composition, album: Sequence[Picture] | None = None) -> Wish:
    """The post of a story in the composition's channel; `album` stands for the pictures chosen and not saved yet."""
    summary, channel = story.summary(), composition.channel
    url = settings.WAGTAILADMIN_BASE_URL + story.get_url()
    words = tuple(filter(None, map(str.strip, channel.hashtags.split(","))))
    values = template.Values(summary, url, channel.signature, words)
    clip = summary.video if composition.media == Media.FILM else None
    return Wish(
        title=summary.title,
        text=with_absolute_links(template.filled(composition.text or channel.template, values)),
        url=url,
        button=(composition.button_label or template.READ_ON) if composition.button else "",
        pictures=tuple(map(_ref, _pictures(summary, composition, album))),
        video=clip and VideoRef(clip.path, clip.size, clip.width, clip.height, clip.seconds),
        text_first=composition.text_first,
        silent=composition.silent,
        pin=composition.pin,
    )


def with_absolute_links(html: str) -> str:
    """Wagtail's rich text as HTML whose links work outside the portal."""
    soup = BeautifulSoup(expand_db_html(html), "html.parser")
    for link in soup.find_all("a", href=True):
        link["href"] = urljoin(settings.WAGTAILADMIN_BASE_URL, str(link["href"]))
    return str(soup)


def _pictures(summary: Summary, composition: Composition, album: Sequence[Picture] | None) -> Sequence[Picture]:
    if composition.media == Media.ALBUM:
        return chosen_pictures(composition) if album is None else album
    if composition.media == Media.NONE:
        return []
    poster = summary.video.poster if composition.media == Media.FILM and summary.video else None
    return list(filter(None, [poster or summary.cover]))


def chosen_pictures(composition: Composition) -> list[Picture]:
    """The album in its order."""
    return [row.picture for row in composition.pictures.select_related("picture")] if composition.pk else []


def _ref(picture: Picture) -> PictureRef:
    return PictureRef(picture.pk, f"{picture.file_hash or picture.file.name}:{picture.get_focal_point()}")
