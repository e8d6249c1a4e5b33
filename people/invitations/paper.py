"""The sheet itself: cards to cut out, eight on a page; a PDF, or a page for the browser's printer where that fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.invitations import PAPER, in_groups
from people.models import Employee

ON_A_PAGE = 8


def html(people: Sequence[Employee], codes: Mapping[str, str], no_pdf: bool = False) -> str:
    """The cards of these people, for the browser's printer; `no_pdf` tells whoever prints why."""
    cards = [_card(person, codes[person.number]) for person in people]
    context = {
        "pages": [cards[start : start + ON_A_PAGE] for start in range(0, len(cards), ON_A_PAGE)],
        "address": settings.ENV.base_url.partition("://")[2] + reverse("invitation"),
        "valid_till": timezone.localtime() + PAPER.valid_for,
        "no_pdf": no_pdf,
    }
    return render_to_string("people/invitations/paper.html", context)


def _card(person: Employee, code: str) -> dict:
    address = settings.ENV.base_url + reverse("invitation_scanned", args=[code])
    picture = segno.make(address, error="m", micro=False).svg_inline(scale=3, border=0, omitsize=True)
    unit = person.post.subdivision.name if person.post else ""
    return {"person": person, "unit": unit, "code": in_groups(code), "qr": SafeString(picture)}
