"""The channel as an Atom feed. Made once for everybody, and anew when the channel has changed."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from portal import pagecache
from syndication.mirror.posts import words_of
from syndication.models import Channel, Delivery
from syndication.wish import Wish

ENTRIES = 30
LIFETIME = 3600


def of_channel(channel: Channel) -> str:
    """The XML; texts only: a reading program has no session, so it could not open pictures."""
    key = f"feed:{channel.pk}:{pagecache.number_of('channel')}"
    return cache.get_or_set(key, lambda: _written(channel), LIFETIME)


def _written(channel: Channel) -> str:
    address = settings.WAGTAILADMIN_BASE_URL + reverse("syndication:mirror")
    atom = Atom1Feed(title=f"{channel} — Тепло", link=address, description="", language="ru", feed_guid=address)
    for delivery in Delivery.objects.shown().filter(channel=channel)[:ENTRIES]:
        wish = Wish.from_json(delivery.wish)
        atom.add_item(
            title=wish.title,
            link=wish.url,
            description=words_of(wish.text).replace("\n", "<br>"),
            unique_id=f"{address}#{delivery.pk}",
            pubdate=delivery.wished_at,
            updateddate=delivery.wished_at,
        )
    return atom.writeString("utf-8")
