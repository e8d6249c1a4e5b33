"""What will become of a page's post, said to the editor before it happens."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format

from portal.stories import Story
from syndication import drivers, hours, rules
from syndication.composing.compose import composition_of
from syndication.models import Channel, Composition, Decision, Delivery, State

NOT_CONNECTED = "Канал не подключён: пост останется на портале, в зеркале канала."
NEVER = "В этот канал материал не пойдёт."
OFFER = "После публикации материал будет предложен: отправит его человек."
STANDS = "Пост уже в канале: после публикации он изменится."
AT_ONCE = "Пост уйдёт сразу после публикации."


def outlook(story: Story, channel: Channel, composition: Composition | None = None) -> str:
    """One sentence: when and whether the post of this page leaves for this channel."""
    composition = composition or composition_of(channel, story.pk)
    delivery = Delivery.objects.filter(channel=channel, page_id=story.pk).first()
    if delivery and delivery.receipt is not None:
        return STANDS
    if delivery and delivery.state in {State.IN_DOUBT, State.FAILED, State.STALE}:
        return f"{delivery.get_state_display().capitalize()}. {delivery.reason}"
    decided = rules.decision(story.summary(), composition, channel.rules.all())
    if decided == Decision.NEVER:
        return NEVER
    if not drivers.is_connected(channel):
        return NOT_CONNECTED
    return OFFER if decided == Decision.OFFER else _hour(channel, composition)


def _hour(channel: Channel, composition: Composition) -> str:
    if channel.paused_because:
        return f"Канал остановлен: {channel.paused_because} Пост подождёт."
    now = timezone.now()
    due = hours.due_at(channel, composition, now)
    if due <= now:
        return AT_ONCE
    return f"Пост уйдёт {date_format(timezone.localtime(due), 'j E в H:i')}, если материал будет опубликован."
