"""`/channel/`: the portal's own mirror of the channel, for employees whom Telegram does not reach."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.pagecache import shared_body
from syndication import drivers
from syndication.composer import Teaser
from syndication.models import Channel, Delivery

PER_PAGE = 20


@shared_body
def mirror(request: HttpRequest) -> HttpResponse:
    """The posts that stand, or should stand, in the channel, as a subscriber sees them."""
    channel = Channel.objects.first()
    posts = (
        Delivery.objects.shown()
        .filter(channel=channel)
        .select_related("picture")
        .prefetch_related("picture__renditions")
    )
    page = Paginator(posts, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(delivery, Teaser.from_wish(delivery.wish)) for delivery in page]
    connected = channel is not None and drivers.is_connected(channel)
    return render(
        request, "syndication/mirror.html", {"channel": channel, "page": page, "rows": rows, "connected": connected}
    )
