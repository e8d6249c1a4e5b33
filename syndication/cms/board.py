"""The board: pages by channels, with what stands there and what differs from the wish."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from syndication.cms.desk import may_decide
from syndication.models import Channel, Delivery

PER_PAGE = 30


@dataclass(frozen=True)
class Row:
    """A page, and its post in each channel in their order (None where there is none)."""

    title: str
    page: Page | None
    posts: list[Delivery | None]


@may_decide
def board(request: HttpRequest) -> HttpResponse:
    """The newest pages first; four queries whatever their number."""
    channels = list(Channel.objects.order_by("pk"))
    newest = Delivery.objects.values("page_id").annotate(last=Max("wished_at")).order_by("-last", "-page_id")
    page = Paginator(newest, PER_PAGE).get_page(request.GET.get("page"))
    context = {"channels": channels, "page": page, "rows": _rows([row["page_id"] for row in page], channels)}
    return render(request, "syndication/cms/board.html", context)


def _rows(page_ids: list[int], channels: list[Channel]) -> list[Row]:
    posts = {(post.page_id, post.channel_id): post for post in Delivery.objects.filter(page_id__in=page_ids)}
    pages = Page.objects.in_bulk(page_ids)
    rows = []
    for page_id in page_ids:
        of_page = [posts.get((page_id, channel.pk)) for channel in channels]
        title = next(str(post) for post in of_page if post)
        rows.append(Row(title, pages.get(page_id), of_page))
    return rows
