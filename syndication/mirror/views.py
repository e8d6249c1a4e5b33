"""`/channel/`: the portal's own mirror of the channels, for employees whom Telegram does not reach."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.pagecache import shared_body
from syndication import drivers
from syndication.mirror import feed
from syndication.mirror.posts import shown
from syndication.models import Channel, Delivery, FeedKey

PER_PAGE = 20
NEW_ADDRESS = "feed-address"


@require_safe
@shared_body
def mirror(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The posts that stand, or should stand, in a channel, as a subscriber sees them; without a number in the first one."""
    channels = list(Channel.objects.order_by("pk"))
    channel = _chosen(channels, pk)
    posts = Delivery.objects.shown().filter(channel=channel)
    page = Paginator(posts, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "channels": channels,
        "channel": channel,
        "page": page,
        "posts": shown(page.object_list),
        "connected": channel is not None and drivers.is_connected(channel),
    }
    return render(request, "syndication/mirror.html", context)


def _chosen(channels: list[Channel], pk: int | None) -> Channel | None:
    if pk is None:
        return next(iter(channels), None)
    found = next((channel for channel in channels if channel.pk == pk), None)
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
def feed_address(request: HttpRequest) -> HttpResponse:
    """Where a person gets, renews and gives up the address of the feed; the address itself is shown once."""
    context = {
        "address": request.session.pop(NEW_ADDRESS, ""),
        "key": FeedKey.objects.filter(user=request.user).first(),
    }
    return render(request, "syndication/feed_address.html", context)


@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    key = FeedKey.renew(request.user)
    request.session[NEW_ADDRESS] = request.build_absolute_uri(reverse("syndication:feed", args=[key]))
    return redirect("syndication:feed_address")


@require_POST
def end_feed(request: HttpRequest) -> HttpResponse:
    FeedKey.objects.filter(user=request.user).delete()
    return redirect("syndication:feed_address")


@login_not_required
@require_safe
def atom(request: HttpRequest, key: str) -> HttpResponse:
    """The newest posts of the first channel for a reading program; the address is the key."""
    if FeedKey.holder_of(key) is None:
        raise Http404
    channel = get_object_or_404(Channel.objects.order_by("pk")[:1])
    response = HttpResponse(feed.of_channel(channel), content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response
