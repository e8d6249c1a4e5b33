"""«Проверить» of a channel: asked with a button, answered by a worker, shown when the answer is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from portal import worker
from syndication import checking, drivers
from syndication.cms.desk import may_decide
from syndication.models import Channel, ChannelCheck


@may_decide
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found last: the bot, the channel and its rights, in Russian; a POST asks anew."""
    channel = get_object_or_404(Channel, pk=pk)
    if request.method == "POST":
        checking.ask(channel)
        return redirect("channel_check", pk)
    context = {
        "connected": drivers.is_connected(channel),
        "token": drivers.token_word(channel),
        "caution": drivers.service_of(channel).caution,
    }
    return render(request, "syndication/cms/check.html", {**context, **_shown(channel)})


@may_decide
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked again and again; `X-Over` says that the page has something new to show."""
    context = _shown(get_object_or_404(Channel, pk=pk))
    response = render(request, "syndication/cms/check_progress.html", context)
    if not context["check"] or not context["check"].is_under_way:
        response["X-Over"] = "1"
    return response


def _shown(channel: Channel) -> dict[str, object]:
    last = ChannelCheck.objects.filter(channel=channel).first()
    return {"channel": channel, "check": last, "worker": worker.is_alive()}
