"""From a checked .docx to plain HTML: mammoth reads it by styles; pictures are named by their places in the archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError

import mammoth
from django.core.exceptions import ValidationError
from django.core.files.base import File
from mammoth import documents, transforms

from magazine.word.document import BROKEN, UNREADABLE

# What Wagtail can show of a picture; Word also draws in EMF, WMF and SVG.
SHOWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Quotations'] => blockquote:fresh
b => b
i => i
strike =>
r[style-name='Strong'] => b
r[style-name='Emphasis'] => i
"""


@dataclass
class Page:
    """HTML whose `<img src>` are numbers of `pictures`: places in the archive. `not_shown` counts pictures that cannot be."""

    html: str = ""
    pictures: list[str] = field(default_factory=list)
    not_shown: int = 0


def read(file: File) -> Page:
    """Raises ValidationError where the document cannot be read."""
    page = Page()
    options = {"style_map": STYLES, "include_embedded_style_map": False, "external_file_access": False}
    try:
        made = mammoth.convert_to_html(
            file,
            convert_image=mammoth.images.img_element(lambda image: _picture(page, image)),
            transform_document=_without_notes,
            **options,
        )
    except (ExpatError, RecursionError, AttributeError, TypeError, IndexError, *BROKEN) as error:
        raise ValidationError(UNREADABLE) from error
    page.html = made.value
    return page


def _picture(page: Page, image: documents.Image) -> dict[str, str]:
    try:
        if image.content_type not in SHOWN:
            raise ValueError(image.content_type)
        with image.open() as opened:
            page.pictures.append(opened.name)
    except (ValueError, KeyError):  # of a kind that browsers do not know, linked from elsewhere, or missing
        page.not_shown += 1
        return {"src": ""}
    return {"src": str(len(page.pictures) - 1)}


def _without_notes(document: documents.Document) -> documents.Document:
    empty = transforms.element_of_type(documents.NoteReference, lambda note: documents.text(""))
    return empty(document)
