"""What will become of a page's post, said to the editor before it happens."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from portal.stories import Story
from syndication import drivers, hours, rules
from syndication.composing.compose import composition_of
from syndication.models import Channel, Choice, Composition, Decision, Delivery, State

NOT_CONNECTED = "Канал не подключён: пост останется на портале, в зеркале канала."
NEVER = "В этот канал материал не пойдёт."
OFFER = "После публикации материал будет предложен: отправит его человек."
STANDS = "Пост уже в канале: после публикации он изменится."
AT_ONCE = "Пост уйдёт сразу после публикации."
AWAITED = "Пост уйдёт сам, когда материал откроется: {}."


def outlook(story: Story, channel: Channel, composition: Composition | None = None) -> str:
    """One sentence: when and whether the post of this page leaves for this channel."""
    composition = composition or composition_of(channel, story.pk)
    delivery = Delivery.objects.filter(channel=channel, page_id=story.pk).first()
    if delivery and delivery.receipt is not None:
        return STANDS
    if delivery and delivery.state in {State.IN_DOUBT, State.FAILED, State.STALE}:
        return _where(delivery)
    decided = rules.decision(story.summary(), composition, channel.rules.all())
    if decided == Decision.NEVER:
        return NEVER
    if not drivers.is_connected(channel):
        return NOT_CONNECTED
    if decided == Decision.SEND and story.held_until and story.held_until > timezone.now():
        return AWAITED.format(_said(story.held_until))
    if delivery and delivery.state == State.HELD and composition.choice != Choice.SEND:
        return _where(delivery)
    return OFFER if decided == Decision.OFFER else _hour(channel, composition)


def _where(delivery: Delivery) -> str:
    return f"{delivery.get_state_display().capitalize()}. {delivery.reason}"


def _hour(channel: Channel, composition: Composition) -> str:
    if channel.paused_because:
        return f"Канал остановлен: {channel.paused_because} Пост подождёт."
    now = timezone.now()
    due = hours.due_at(channel, composition, now)
    if due <= now:
        return AT_ONCE
    return f"Пост уйдёт {_said(due)}, если материал будет опубликован."


def _said(when: datetime) -> str:
    return date_format(timezone.localtime(when), "j E в H:i")
