"""Who is signed in to the CMS, drawn as everywhere: two letters on a tint instead of Wagtail's grey man."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.html import escape

from people import names

DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50"><rect width="50" height="50" fill="#e3ecf4"/>'
    '<text x="25" y="32" text-anchor="middle" font-family="Literata, Georgia, serif" font-size="18" font-weight="600"'
    ' fill="#1c4e80">{}</text></svg>'
)


def letters(user) -> str:
    """The address of the picture: it holds the picture itself, so that a list of many users asks for nothing."""
    shown = names.initials(user.first_name, user.last_name) or user.get_username()[:2].upper()
    return "data:image/svg+xml," + quote(DRAWN.format(escape(shown)))
