"""What is wished: written by receivers in the page's own transaction. Nothing here calls a network."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.stories import Story, is_announced
from syndication import drivers, hours, rules
from syndication.composing.compose import composition_of, wish_of
from syndication.composing.leaving import reasons_to_stay
from syndication.models import Channel, Choice, Composition, CompositionPicture, Decision, Delivery, State
from syndication.moves import IN_FLIGHT, keep_back, live, put, put_in_line, take_away, write_wish
from syndication.wish import Wish

# A story first published longer ago than this is old news: a copy, an import, a demo. It goes out only by hand.
FRESH = timedelta(days=1)
NOT_CONNECTED = "Канал не подключён: пост виден только на портале."
AWAITED = "Материал ждёт своего часа: уйдёт сам, когда откроется."
OLD_NEWS = "Материал не новый или вышел в составе номера: сам не отправляется."
OFFERED = "По правилам канала такие материалы отправляет человек."
NOT_HERE = "Сюда этот материал не идёт."


@transaction.atomic
def wish(story: Story) -> None:
    """The story is live: every channel should show what it is now."""
    _wish(story, Channel.objects.prefetch_related("rules"), is_news=_is_news(story))


@transaction.atomic
def recompose(page_id: int, channel: Channel) -> None:
    """The press has changed the post of a page in a channel; a page that is not live yet has no post to change."""
    if story := live(page_id):
        _wish(story, [channel], is_news=_is_news(story))


@transaction.atomic
def announce(page_id: int) -> None:
    """An old page is news today: where it was not sent because of its age it goes out by the rules."""
    if story := live(page_id):
        held = Delivery.objects.filter(page_id=page_id, state=State.HELD, receipt__isnull=True)
        held.update(state=State.WITHDRAWN)
        _wish(story, Channel.objects.prefetch_related("rules"), is_news=True)


def _wish(story: Story, channels: Iterable[Channel], *, is_news: bool) -> None:
    summary = story.summary()
    for channel in channels:
        composition = composition_of(channel, story.pk)
        delivery = _locked(channel, story.pk) or Delivery(channel=channel, page_id=story.pk, state=State.WITHDRAWN)
        wished = wish_of(story, composition)
        write_wish(delivery, wished)
        decided = rules.decision(summary, composition, channel.rules.all())
        reasons = reasons_to_stay(wished, story)
        if reasons and decided != Decision.NEVER:
            keep_back(delivery, reasons, story)
        else:
            _decide(delivery, composition, decided, is_news or not delivery._state.adding)
        if delivery.state == State.WAITING and delivery.receipt is None and _is_awaited(story):
            put(delivery, State.HELD, AWAITED)
        delivery.save()


def _locked(channel: Channel, page_id: int) -> Delivery | None:
    return Delivery.objects.select_for_update().filter(channel=channel, page_id=page_id).first()


def _decide(delivery: Delivery, composition: Composition, decided: Decision, is_news: bool) -> None:
    """Where the new wish leaves the post; what is on its way or in doubt stays where it is and is compared afterwards."""
    if decided == Decision.NEVER:
        take_away(delivery, NOT_HERE)
    elif delivery.state in IN_FLIGHT:
        return
    elif delivery.needed is None:
        put(delivery, State.SENT)
    elif delivery.receipt is not None:
        put(delivery, State.WAITING)
    elif not drivers.is_connected(delivery.channel):
        put(delivery, State.HELD, NOT_CONNECTED)
    elif not is_news and composition.choice != Choice.SEND:
        put(delivery, State.HELD, OLD_NEWS)
    elif decided == Decision.OFFER:
        put(delivery, State.HELD, OFFERED)
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
        put_in_line(delivery, due)


@transaction.atomic
def reconsider(page_id: int) -> None:
    """The gates may answer otherwise now. Nothing is sent by itself: what was kept back waits for a person."""
    for delivery in Delivery.objects.select_for_update().filter(page_id=page_id, wanted=True):
        story = live(page_id)
        if story and (reasons := reasons_to_stay(Wish.from_json(delivery.wish), story)):
            keep_back(delivery, reasons, story)
            delivery.save()


def naming(names: Callable[[str], bool]) -> set[int]:
    """Pages whose posts hold a text of which `names` is true."""
    texts = Delivery.objects.filter(wanted=True).values_list("page_id", "wish__text").iterator()
    return {page_id for page_id, text in texts if names(text or "")}


def showing(pictures: Collection[int]) -> set[int]:
    """Pages whose posts show one of these pictures, though the page itself may show it no more."""
    first = Delivery.objects.filter(wanted=True, picture__in=pictures).values_list("page_id", flat=True)
    chosen = CompositionPicture.objects.filter(picture__in=pictures).values_list("composition__page_id", flat=True)
    return {*first, *chosen} if pictures else set()


def _is_news(story: Story) -> bool:
    return is_announced() and story.alias_of_id is None and story.first_published_at > timezone.now() - FRESH


def _is_awaited(story: Story) -> bool:
    return story.held_until is not None and story.held_until > timezone.now()


@transaction.atomic
def withdraw(page_id: int) -> None:
    """The story is no longer live: no channel should show it."""
    for delivery in Delivery.objects.select_for_update().filter(page_id=page_id, wanted=True):
        take_away(delivery)
        delivery.save()
