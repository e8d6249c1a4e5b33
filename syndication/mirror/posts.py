"""Posts as a subscriber sees them, a page of them in two queries for all their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from portal.images import Picture, picture_context
from portal.prefetch import prefetch_pictures
from syndication.models import Delivery, State
from syndication.telegram.markup import written
from syndication.text.blocks import Block
from syndication.text.parsing import parse
from syndication.wish import Wish


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its large sizes (`src`, `srcset`, `width`, `height`), for those who want to see it whole."""

    picture: Picture
    large: dict[str, object]


@dataclass(frozen=True)
class ShownPost:
    """`words` is markup of a few tags with line breaks as such; `url` leads to the post in the service, if it stands there."""

    wish: Wish
    words: SafeString
    pictures: tuple[ShownPicture, ...]
    when: datetime
    url: str = ""


def shown(deliveries: Iterable[Delivery]) -> list[ShownPost]:
    """The posts in their order. What the gates keep back is shown without its pictures."""
    wishes = [(delivery, Wish.from_json(delivery.wish)) for delivery in deliveries]
    open_ones = {ref.id for delivery, wish in wishes if delivery.state != State.FAILED for ref in wish.pictures}
    pictures = Picture.objects.in_bulk(open_ones)
    prefetch_pictures(*pictures.values())
    return [_post(delivery, wish, pictures) for delivery, wish in wishes]


def of_wish(wish: Wish, when: datetime, blocks: Sequence[Block]) -> ShownPost:
    """A post that is only being composed; `blocks` are what of its text fits."""
    pictures = Picture.objects.in_bulk([ref.id for ref in wish.pictures])
    prefetch_pictures(*pictures.values())
    return ShownPost(wish, SafeString(written(blocks)), _pictures(wish, pictures), when)


def words_of(text: str) -> SafeString:
    """Rich text as Telegram shows it: everything but a few tags is escaped."""
    return SafeString(written(parse(text)))


def _post(delivery: Delivery, wish: Wish, pictures: dict[int, Picture]) -> ShownPost:
    kept_back = delivery.state == State.FAILED
    shown_pictures = () if kept_back else _pictures(wish, pictures)
    when = delivery.sent_at or delivery.wished_at
    return ShownPost(wish, words_of(wish.text), shown_pictures, when, delivery.url)


def _pictures(wish: Wish, pictures: dict[int, Picture]) -> tuple[ShownPicture, ...]:
    found = [pictures[ref.id] for ref in wish.pictures if ref.id in pictures]
    return tuple(ShownPicture(picture, picture_context(picture, "picture")) for picture in found)
