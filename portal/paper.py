"""Small papers as PDF (sheets, protocols, diplomas): from a whole HTML page that names our own fonts and holds its pictures itself."""

from __future__ import annotations

from importlib import import_module

from django.contrib.staticfiles import finders

FACES = {"Golos": "fonts/golos.woff2", "Literata": "fonts/literata.woff2"}


def pdf(page: str) -> bytes | None:
    """The page as a tagged PDF; None where WeasyPrint's libraries (Pango) are missing. No address in the page is opened."""
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError):
        return None
    fonts = weasyprint.text.fonts.FontConfiguration()
    styles = [weasyprint.CSS(string=_face(name, path), font_config=fonts) for name, path in FACES.items()]
    document = weasyprint.HTML(string=page, url_fetcher=_only_what_it_holds(weasyprint))
    return document.write_pdf(stylesheets=styles, font_config=fonts, pdf_tags=True)


def _face(name: str, path: str) -> str:
    return f"@font-face {{ font-family: {name}; src: url('file://{finders.find(path)}') }}"


def _only_what_it_holds(weasyprint):
    """`data:` and nothing else: a page made of people's words opens no file and no address."""
    return weasyprint.urls.URLFetcher(allowed_protocols=["data"])
