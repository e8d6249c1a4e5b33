"""When a post may leave: delay, the hour that the press chose, silent hours, all in the company's time. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from syndication.models import Channel, Composition, Silence


def due_at(channel: Channel, composition: Composition, now: datetime) -> datetime:
    """The moment of a first post that is wished now."""
    due = max(composition.at or now, now) if composition.at else now + timedelta(minutes=channel.delay)
    return end_of_silence(channel, due) if channel.silence == Silence.WAIT else due


def is_silent(channel: Channel, moment: datetime) -> bool:
    """Whether it is a silent hour of the channel; the first minute is, the last is not. Hours may go over midnight."""
    begin, end = channel.silent_from, channel.silent_until
    if begin is None or end is None or begin == end:
        return False
    clock = timezone.localtime(moment).time()
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def is_soundless(channel: Channel, moment: datetime) -> bool:
    """Whether a post that leaves at this moment makes no sound."""
    return channel.silence == Silence.SOUNDLESS and is_silent(channel, moment)


def end_of_silence(channel: Channel, moment: datetime) -> datetime:
    """The moment itself, or the end of the silent hours that it falls into."""
    if not is_silent(channel, moment):
        return moment
    local = timezone.localtime(moment)
    end = _at(local, channel.silent_until)
    return end if end > local else _at(local + timedelta(days=1), channel.silent_until)


def _at(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=clock.second, microsecond=clock.microsecond)
