"""Tags of the printed issue. The context of its templates holds `plates`."""

from __future__ import annotations

import segno
from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from magazine.printing.content import Piece
from people.models import Employee, Purpose
from portal.images import Picture

register = template.Library()


@register.simple_tag(takes_context=True)
def plate(
    context: template.Context, picture: Picture | None, width: int, alt: str | None = None, css: str = ""
) -> SafeString | str:
    """`<img>` of a picture printed `width` mm wide; nothing where there is none."""
    address = context["plates"].address(picture, width)
    if not address:
        return ""
    looks = {"class": css} if css else {}
    return format_html(
        "<img{}>", flatatt({"src": address, "alt": picture.description if alt is None else alt, **looks})
    )


@register.simple_tag(takes_context=True)
def printed_face(context: template.Context, person: Employee, width: int) -> SafeString | str:
    """The portrait of who agreed to be in the magazine; nobody else's."""
    shown = person.portrait if person.agrees_to(Purpose.MAGAZINE) else None
    return plate(context, shown, width, alt=person.full_name, css="face")


@register.filter
def rows_of_gallery(pictures: list) -> list[list]:
    """Pairs; of an odd number the first picture has a row to itself."""
    odd = len(pictures) % 2
    pairs = [pictures[at : at + 2] for at in range(odd, len(pictures), 2)]
    return [pictures[:odd], *pairs] if odd else pairs


@register.simple_tag
def portal_address(path: str) -> str:
    """The whole address of a page of the portal, for a camera."""
    return path if "://" in path else settings.WAGTAILADMIN_BASE_URL + path


@register.simple_tag
def qr(address: str) -> SafeString:
    """The address as a QR code drawn in place."""
    drawn = segno.make(address, error="m", micro=False)
    return SafeString(drawn.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None))


@register.simple_tag(takes_context=True)
def piece(context: template.Context, shown: Piece) -> SafeString:
    """A piece of a body by its own template, with what that template needs."""
    with context.update(shown.context):
        return context.template.engine.get_template(shown.template).render(context)
