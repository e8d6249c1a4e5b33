"""A colleague as a card for the telephone's address book, and as the code that a camera reads."""

from __future__ import annotations

import segno
from segno.helpers import make_vcard_data

from people.models import Employee

COMPANY = "Тепло"


def vcard(person: Employee) -> str:
    """vCard 3.0 with CRLF: names, post, telephones, e-mail. No birthday and no portrait: a card goes anywhere."""
    held = person.post
    return _card(person, title=held.position if held else "", org=f"{COMPANY}: {held.subdivision}" if held else COMPANY)


def code(person: Employee) -> str:
    """The short card as SVG, black on white also on a dark page: cameras read nothing else.

    In UTF-8 by word of ours: left to itself the library finds Cyrillic in Shift JIS first.
    """
    drawn = segno.make(_card(person, title="", org=COMPANY), encoding="utf-8", error="m", boost_error=False)
    return drawn.svg_inline(scale=4, dark="#000", light="#fff", omitsize=True, svgclass="qr")


def _card(person: Employee, *, title: str, org: str) -> str:
    names = (person.surname, person.name, person.patronymic)
    return make_vcard_data(
        name=";".join(map(_escaped, names)),
        displayname=_in_one_line(str(person)),
        org=_in_one_line(org),
        title=_in_one_line(title),
        workphone=_in_one_line(person.phone),
        cellphone=_in_one_line(person.mobile),
        email=_in_one_line(person.email),
    )


def _in_one_line(text: str) -> str | None:
    """A line break in a value would begin a property of its own."""
    return " ".join(text.split()) or None


def _escaped(part: str) -> str:
    """The library escapes all values but the parts of the name, which it takes as one."""
    return " ".join(part.split()).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
