"""The sheet itself: cards to cut out, eight on a page; a PDF, or a page for the browser's printer where that fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.invitations import VALID_FOR, in_groups
from people.models import Employee

ON_A_PAGE = 8


def html(people: Sequence[Employee], codes: Mapping[str, str], no_pdf: bool = False) -> str:
    """The cards of these people, for the browser's printer; `no_pdf` tells whoever prints why."""
    cards = [_card(person, codes[person.number]) for person in people]
    context = {
        "pages": [cards[start : start + ON_A_PAGE] for start in range(0, len(cards), ON_A_PAGE)],
        "address": settings.ENV.base_url.partition("://")[2] + reverse("invitation"),
        "valid_till": timezone.localtime() + VALID_FOR,
        "no_pdf": no_pdf,
    }
    return render_to_string("people/invitations/paper.html", context)


def pdf(page: str) -> bytes | None:
    """The page as PDF; None where WeasyPrint's libraries (Pango) are missing."""
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError):
        return None
    face = f"@font-face {{ font-family: Golos; src: url('file://{finders.find('fonts/golos.woff2')}') }}"
    fonts = weasyprint.text.fonts.FontConfiguration()
    styles = [weasyprint.CSS(string=face, font_config=fonts)]
    return weasyprint.HTML(string=page).write_pdf(stylesheets=styles, font_config=fonts)


def _card(person: Employee, code: str) -> dict:
    address = settings.ENV.base_url + reverse("invitation_scanned", args=[code])
    picture = segno.make(address, error="m", micro=False).svg_inline(scale=3, border=0, omitsize=True)
    unit = person.post.subdivision.name if person.post else ""
    return {"person": person, "unit": unit, "code": in_groups(code), "qr": SafeString(picture)}
