"""«Проверить»: a worker asks the service about the bot, the channel and the rights; the page shows what it has found."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from syndication import drivers
from syndication.models import Channel, ChannelCheck


@transaction.atomic
def ask(channel: Channel) -> None:
    """A worker will look at the channel; a check that is under way is not begun twice."""
    Channel.objects.select_for_update().get(pk=channel.pk)
    last = ChannelCheck.objects.filter(channel=channel).first()
    if last and last.is_under_way:
        return
    anew = {"asked_at": timezone.now(), "answered_at": None, "results": []}
    ChannelCheck.objects.update_or_create(anew, channel=channel)
    look_at.enqueue(channel.pk)


@task(backend="jobs", queue_name="jobs")
def look_at(channel_id: int) -> None:
    """Posts nothing; what is wrong with the channel is a result, not a failure of the task."""
    channel = Channel.objects.get(pk=channel_id)
    found = drivers.driver_of(channel).check() if drivers.is_connected(channel) else []
    results = [asdict(result) for result in found]
    ChannelCheck.objects.filter(channel=channel).update(results=results, answered_at=timezone.now())
