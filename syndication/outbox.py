"""What is wished: written by receivers in the page's own transaction, and by the press by hand. Nothing here calls a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from portal import problems
from portal.stories import Story, is_announced
from syndication import drivers, hours, rules
from syndication.composing.compose import composition_of, wish_of
from syndication.composing.leaving import reasons_to_stay
from syndication.models import Channel, Choice, Composition, Decision, Delivery, State
from syndication.wish import Wish

# A story first published longer ago than this is old news: a copy, an import, a demo. It goes out only by hand.
FRESH = timedelta(days=1)
NOT_CONNECTED = "Канал не подключён: пост виден только на портале."
OLD_NEWS = "Материал не новый или вышел в составе номера: сам не отправляется."
OFFERED = "По правилам канала такие материалы отправляет человек."
NOT_HERE = "Сюда этот материал не идёт."
CANCELLED = "Отправку отменили."
NOT_SENT_YET = {State.HELD, State.WAITING, State.FAILED, State.STALE, State.WITHDRAWN}
IN_FLIGHT = {State.SENDING, State.IN_DOUBT}


@transaction.atomic
def wish(story: Story) -> None:
    """The story is live: every channel should show what it is now."""
    _wish(story, Channel.objects.prefetch_related("rules"), is_news=_is_news(story))


@transaction.atomic
def recompose(page_id: int, channel: Channel) -> None:
    """The press has changed the post of a page in a channel; a page that is not live yet has no post to change."""
    if story := _live(page_id):
        _wish(story, [channel], is_news=_is_news(story))


@transaction.atomic
def announce(page_id: int) -> None:
    """An old page is news today: where it was not sent because of its age it goes out by the rules."""
    if story := _live(page_id):
        held = Delivery.objects.filter(page_id=page_id, state=State.HELD, receipt__isnull=True)
        held.update(state=State.WITHDRAWN)
        _wish(story, Channel.objects.prefetch_related("rules"), is_news=True)


def _wish(story: Story, channels: Iterable[Channel], *, is_news: bool) -> None:
    summary = story.summary()
    for channel in channels:
        composition = composition_of(channel, story.pk)
        delivery = _locked(channel, story.pk) or Delivery(channel=channel, page_id=story.pk, state=State.WITHDRAWN)
        wished = wish_of(story, composition)
        _write_wish(delivery, wished)
        decided = rules.decision(summary, composition, channel.rules.all())
        reasons = reasons_to_stay(wished, story)
        _decide(delivery, composition, decided, reasons, is_news or not delivery._state.adding)
        delivery.save()


def _locked(channel: Channel, page_id: int) -> Delivery | None:
    return Delivery.objects.select_for_update().filter(channel=channel, page_id=page_id).first()


def _write_wish(delivery: Delivery, wished: Wish) -> None:
    delivery.wanted = True
    delivery.wish, delivery.wish_hash = wished.to_json(), wished.hash
    delivery.picture_id = wished.pictures[0].id if wished.pictures else None


def _decide(delivery: Delivery, composition: Composition, decided: Decision, reasons: list[str], is_news: bool) -> None:
    """Where the new wish leaves the post; what is on its way or in doubt stays where it is and is compared afterwards."""
    if reasons:
        _keep_back(delivery, reasons)
    elif decided == Decision.NEVER:
        _take_away(delivery, NOT_HERE)
    elif delivery.state in IN_FLIGHT:
        return
    elif delivery.needed is None:
        _put(delivery, State.SENT)
    elif delivery.receipt is not None:
        _put(delivery, State.WAITING)
    elif not drivers.is_connected(delivery.channel):
        _put(delivery, State.HELD, NOT_CONNECTED)
    elif not is_news and composition.choice != Choice.SEND:
        _put(delivery, State.HELD, OLD_NEWS)
    elif decided == Decision.OFFER:
        _put(delivery, State.HELD, OFFERED)
    else:
        _line_up(delivery, composition)


def _line_up(delivery: Delivery, composition: Composition) -> None:
    """A first post gets its hour; one that waits keeps it, unless the press chose another; what a person must decide stays."""
    due = hours.due_at(delivery.channel, composition, timezone.now())
    if delivery.state == State.WAITING:
        starts = composition.at is not None or due < delivery.due_at
    elif delivery.state == State.HELD:
        starts = composition.choice == Choice.SEND
    else:
        starts = delivery.state != State.STALE
    if starts:
        _put_in_line(delivery, due)


def _keep_back(delivery: Delivery, reasons: list[str]) -> None:
    """What may not leave does not go out, and what is out already is taken down."""
    if delivery.state not in IN_FLIGHT and delivery.receipt is None:
        _put(delivery, State.FAILED, " ".join(reasons))
    else:
        _take_away(delivery, " ".join(reasons))


def _take_away(delivery: Delivery, reason: str = "") -> None:
    """Nothing of it should stand in the channel; what is on its way is compared when it has arrived."""
    delivery.wanted = False
    if delivery.state in IN_FLIGHT:
        return
    _put(delivery, State.WITHDRAWN if delivery.receipt is None else State.WAITING, reason)


@transaction.atomic
def reconsider(page_id: int) -> None:
    """The gates may answer otherwise now. Nothing is sent by itself: what was kept back waits for a person."""
    for delivery in Delivery.objects.select_for_update().filter(page_id=page_id, wanted=True):
        if reasons := _reasons(delivery):
            _keep_back(delivery, reasons)
            delivery.save()


def naming(names: Callable[[str], bool]) -> set[int]:
    """Pages whose posts hold a text of which `names` is true."""
    texts = Delivery.objects.filter(wanted=True).values_list("page_id", "wish__text").iterator()
    return {page_id for page_id, text in texts if names(text or "")}


def _reasons(delivery: Delivery) -> list[str]:
    """What stops the post as it is wished; a page that is gone has nothing to stop."""
    story = _live(delivery.page_id)
    return reasons_to_stay(Wish.from_json(delivery.wish), story) if story else []


def _live(page_id: int) -> Story | None:
    return Page.objects.live().type(Story).filter(pk=page_id).specific().first()


def _is_news(story: Story) -> bool:
    return is_announced() and story.alias_of_id is None and story.first_published_at > timezone.now() - FRESH


def _put(delivery: Delivery, state: State, reason: str = "") -> None:
    delivery.state, delivery.reason = state, reason[:500]
    delivery.next_attempt, delivery.attempts_made = timezone.now(), 0


def _put_in_line(delivery: Delivery, due) -> None:
    _put(delivery, State.WAITING)
    delivery.due_at = delivery.next_attempt = due


@transaction.atomic
def withdraw(page_id: int) -> None:
    """The story is no longer live: no channel should show it."""
    for delivery in Delivery.objects.select_for_update().filter(page_id=page_id, wanted=True):
        _take_away(delivery)
        delivery.save()


@transaction.atomic
def send_now(delivery_id: int) -> Delivery:
    """A person says: send it (held, stale or failed), or send it again (in doubt, and not there). The gates are asked again."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.wanted and (reasons := _reasons(delivery)):
        _keep_back(delivery, reasons)
        delivery.save()
    elif delivery.state in {State.HELD, State.STALE, State.FAILED, State.IN_DOUBT}:
        _put_in_line(delivery, timezone.now())
        delivery.state = State.WAITING if delivery.needed else delivery.settled_state
        delivery.save()
    return delivery


@transaction.atomic
def cancel(delivery_id: int) -> Delivery:
    """A person says: not this one, however often the page is edited. What stands in the channel stays."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state in NOT_SENT_YET and delivery.receipt is None:
        never = {"choice": Choice.NEVER}
        Composition.objects.update_or_create(never, channel_id=delivery.channel_id, page_id=delivery.page_id)
        _take_away(delivery, CANCELLED)
        delivery.save()
    return delivery


def decide_stale(delivery_ids: Iterable[int], *, send: bool) -> int:
    """A person decides about many that have waited too long; how many there were."""
    stale = list(
        Delivery.objects.filter(pk__in=delivery_ids, state=State.STALE).order_by("due_at").values_list("pk", flat=True)
    )
    for delivery_id in stale:
        send_now(delivery_id) if send else cancel(delivery_id)
    return len(stale)


@transaction.atomic
def confirm_sent(delivery_id: int, receipt: dict) -> Delivery:
    """The post in doubt is in the channel, here: a person says so, or a witness."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state == State.IN_DOUBT:
        delivery.receipt, delivery.sent_at = receipt, timezone.now()
        # What exactly stands there is unknown, so the present wish is written over it by an edit.
        delivery.sent_hash = ""
        _put(delivery, State.WAITING)
        delivery.save()
    return delivery


@transaction.atomic
def not_sent(delivery_id: int) -> None:
    """A witness says: the post in doubt is certainly not in the channel. It goes back into the line."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.state == State.IN_DOUBT:
        _put(delivery, State.WAITING if delivery.needed else delivery.settled_state)
        delivery.save()


def pause(channel: Channel, by, reason: str) -> None:
    """A person stops the channel: its queue waits."""
    Channel.objects.filter(pk=channel.pk).update(paused_because=reason[:300], paused_by=by)


def resume(channel: Channel) -> None:
    """The channel goes on with its queue; its trouble is over until it happens again."""
    Channel.objects.filter(pk=channel.pk).update(paused_because="", paused_by=None, not_before=None)
    problems.mended(f"channel:{channel.pk}")
