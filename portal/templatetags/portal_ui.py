"""Tags and filters of the design system; docs/components.md says how to use them."""

import re
from collections.abc import Callable
from functools import partial

from django import template
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from portal import dates, holes, menu, typography
from portal.dates import NBSP
from portal.images import Picture, picture_context
from portal.typesetting_html import typeset_html

register = template.Library()
INNER_QUOTES = str.maketrans("«»", "„“")
FACE = "2.5rem"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, silent for screen readers."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def picture(
    picture: Picture | None,
    spec: str,
    *,
    sizes: str,
    alt: str | None = None,
    css: str = "",
    style: str = "",
    eager=False,
) -> SafeString | str:
    """`<img>` with its sizes and dimensions. Without `alt` the picture's own description; no picture: nothing."""
    if picture is None:
        return ""
    loading = {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    looks = {name: value for name, value in (("class", css), ("style", style)) if value}
    text = picture.description if alt is None else alt
    attributes = {**looks, **picture_context(picture, spec), "sizes": sizes, "alt": text, **loading}
    return format_html("<img{}>", flatatt(attributes))


@register.simple_tag
def preload_picture(picture: Picture, spec: str, *, sizes: str) -> SafeString:
    """Has the browser fetch the largest picture before it has read the page. For the head, with the `sizes` of the `<img>`."""
    told = picture_context(picture, spec)
    attributes = {"href": told["src"], "imagesrcset": told["srcset"], "imagesizes": sizes, "fetchpriority": "high"}
    return format_html('<link rel="preload" as="image"{}>', flatatt(attributes))


@register.simple_tag
def face(
    person, *, size: str = "", spec: str = "face", sizes: str = "", alt: str = "", css: str = "", eager: bool = False
) -> SafeString:
    """A square face: `person.portrait` (what may be shown), else the initials of `person.full_name`."""
    style = f"--face: {size}" if size else ""
    if person.portrait is not None:
        shown = {
            "sizes": sizes or size or FACE,
            "alt": alt,
            "css": f"face {css}".strip(),
            "style": style,
            "eager": eager,
        }
        return picture(person.portrait, spec, **shown)
    looks = {"class": f"face none {css}".strip(), **({"style": style} if style else {})}
    voice = {"role": "img", "aria-label": alt} if alt else {"aria-hidden": "true"}
    return format_html("<span{}>{}</span>", flatatt({**looks, **voice}), _initials(person.full_name))


def _initials(full_name: str) -> str:
    return "".join(word[0] for word in full_name.split()[:2]).upper()


@register.simple_tag
def hole(name: str) -> SafeString:
    """The mark of a personal place; it is filled at answer time."""
    return SafeString(holes.mark(name))


@register.inclusion_tag("portal/menu.html", takes_context=True)
def main_menu(context: template.Context, place: str = "bar") -> dict[str, object]:
    """The sections: in the top `bar`, on the `phone` at the bottom, under «Ещё» (`more`) or in the `foot`."""
    request = context.get("request")
    path = request.path if request else ""
    needed = {"bar": "in_bar", "phone": "on_phone"}.get(place)
    shown = [item for item in menu.items() if needed is None or getattr(item, needed)]
    return {"lines": [(item, item.current(path)) for item in shown], "with_icons": place in ("phone", "more")}


def _between_tags(change: Callable[[str], str], value: object) -> SafeString:
    """The change applied to the text of (escaped) HTML; tags and entities stay as they are."""
    parts = re.split(r"(<[^>]*>|&\w+;|&#\w+;)", conditional_escape(value))
    return SafeString("".join(part if index % 2 else change(part) for index, part in enumerate(parts)))


@register.filter
def bind(value: object) -> SafeString:
    """Russian typography: quotes, dashes, ranges, and non-breaking spaces where a line must not end."""
    return SafeString(typeset_html(conditional_escape(value)))


@register.filter
def quoted(value: object) -> SafeString:
    """In «ёлочки», with „лапки“ for what is quoted inside."""
    return SafeString(f"«{bind(value).translate(INNER_QUOTES)}»")


@register.filter
def soften(value: object, long: int = typography.LONG) -> SafeString:
    """Soft hyphens in words of `long` letters and more."""
    return _between_tags(partial(typography.soften, long=long), value)


@register.filter
def plural(number: int, forms: str) -> str:
    """«21 человек»: the number and the noun in its form, in one line."""
    return f"{typography.grouped(number)}\u00a0{typography.plural(number, forms)}"


@register.filter
def plural_word(number: int, forms: str) -> str:
    """The noun alone."""
    return typography.plural(number, forms)


@register.filter
def grouped(number: int) -> str:
    """«1 284»."""
    return typography.grouped(number)


@register.filter
def percent(part: float) -> str:
    """0.834 → «83,4 %»."""
    return f"{part * 100:.1f}".replace(".", ",").removesuffix(",0") + f"{NBSP}%"


@register.filter
def phone(number: str) -> str:
    """A phone number as people read it."""
    return typography.phone(number)


@register.filter
def tel(number: str) -> str:
    """A phone number for `href="tel:…"`."""
    return typography.dialled(number)


@register.filter
def when(moment) -> str:
    """«сегодня, 10:40», «вчера», «21 февраля»."""
    return dates.when(moment)


@register.filter
def day(moment) -> str:
    """«21 февраля 2026»."""
    return dates.day(moment)
