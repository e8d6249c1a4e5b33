"""How a post moves: into a state, into the line, out of the channel. Whoever moves it has locked its row and saves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page

from portal.stories import Story
from syndication.composing.leaving import reasons_to_stay
from syndication.models import Delivery, State
from syndication.wish import Wish

PICTURES_GONE = "Снимок убран из поста, дайте другой."
IN_FLIGHT = {State.SENDING, State.IN_DOUBT}


def live(page_id: int) -> Story | None:
    return Page.objects.live().type(Story).filter(pk=page_id).specific().first()


def put(delivery: Delivery, state: State, reason: str = "") -> None:
    delivery.state, delivery.reason = state, reason[:500]
    delivery.next_attempt, delivery.attempts_made = timezone.now(), 0


def put_in_line(delivery: Delivery, due: datetime) -> None:
    put(delivery, State.WAITING)
    delivery.due_at = delivery.next_attempt = due


def write_wish(delivery: Delivery, wished: Wish) -> None:
    delivery.wanted = True
    delivery.wish, delivery.wish_hash = wished.to_json(), wished.hash
    delivery.picture_id = wished.pictures[0].id if wished.pictures else None


def keep_back(delivery: Delivery, reasons: list[str], story: Story) -> None:
    """What may not leave does not go out; what is out already loses its pictures, or is taken down if the words stop it."""
    if delivery.state not in IN_FLIGHT and delivery.receipt is None:
        put(delivery, State.FAILED, " ".join(reasons))
    elif bare := _without_pictures(Wish.from_json(delivery.wish), reasons, story):
        write_wish(delivery, bare)
        if delivery.state not in IN_FLIGHT:
            put(delivery, State.WAITING if delivery.needed else State.SENT, bare.because)
    else:
        take_away(delivery, " ".join(reasons))


def _without_pictures(wished: Wish, reasons: list[str], story: Story) -> Wish | None:
    """The post that may stand until the press gives it another picture; None when pictures are not what stops it."""
    because = f"{PICTURES_GONE} {' '.join(reasons)}"
    bare = replace(wished, pictures=(), video=None, because=because[:400])
    return None if bare.hash == wished.hash or reasons_to_stay(bare, story) else bare


def take_away(delivery: Delivery, reason: str = "") -> None:
    """Nothing of it should stand in the channel; what is on its way is compared when it has arrived."""
    delivery.wanted = False
    if delivery.state in IN_FLIGHT:
        return
    put(delivery, State.WITHDRAWN if delivery.receipt is None else State.WAITING, reason)
