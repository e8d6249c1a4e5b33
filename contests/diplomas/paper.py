"""Diplomas on A4: one sheet each, the QR leading to the page that confirms it."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from pathlib import Path

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from PIL import Image
from pypdf import PdfWriter

from contests.models import Diploma, PaperRun
from contests.papers import runs
from portal import paper
from portal.dates import NBSP
from portal.images import Picture

TOGETHER = 20
LETTERS_IN_LINE = {"short": 19, "middle": 24, "long": 34}
WIDEST = 1240  # A4 at 150 dots an inch
NO_LIBRARY = "PDF недоступен: на сервере нет библиотек печати. Скажите администратору."
NONE = "Нет ни одного действующего диплома."


def make(run: PaperRun, folder: Path, tell: runs.Tell) -> Path:
    """All that stand, in the order of their numbers, some at a time so that progress can be told."""
    diplomas = list(run.contest.diplomas.printable().numbered().select_related("background"))
    if not diplomas:
        raise runs.CannotError(NONE)
    whole = PdfWriter()
    for start in range(0, len(diplomas), TOGETHER):
        tell(start, len(diplomas))
        drawn = pdf(diplomas[start : start + TOGETHER])
        if drawn is None:
            raise runs.CannotError(NO_LIBRARY)
        whole.append(io.BytesIO(drawn))
    whole.compress_identical_objects()
    file = folder / "diplomas.pdf"
    whole.write(file)
    return file


runs.register(PaperRun.Kind.DIPLOMAS, "Дипломы", make)


def pdf(diplomas: Iterable[Diploma]) -> bytes | None:
    """A sheet each; None where PDF cannot be made."""
    return paper.pdf(html(diplomas))


def html(diplomas: Iterable[Diploma]) -> str:
    found = list(diplomas)
    backgrounds = {diploma.background_id: diploma.background for diploma in found if diploma.background}
    context = {
        "sheets": [_sheet(diploma) for diploma in found],
        "backgrounds": [(pk, _inline(picture)) for pk, picture in backgrounds.items()],
    }
    return render_to_string("contests/diplomas/paper.html", context)


def _sheet(diploma: Diploma) -> dict:
    address = settings.ENV.base_url + diploma.get_absolute_url()
    square = segno.make(address, error="m", micro=False).svg_inline(scale=3, border=0, omitsize=True)
    size = _size(len(diploma.printed_name))
    lines = diploma.lines(_kept_together(diploma.printed_name, LETTERS_IN_LINE[size]))
    return {
        "diploma": diploma,
        "lines": lines,
        "name_size": size,
        "density": _density(sum(len(line.text) for line in lines)),
        "qr": SafeString(square),
    }


def _size(letters: int) -> str:
    """A long name is set smaller, so that it takes three lines at most."""
    if letters <= 32:
        return "short"
    return "middle" if letters <= 60 else "long"


def _density(letters: int) -> str:
    if letters <= 420:
        return ""
    return "dense" if letters <= 800 else "dense densest"


def _kept_together(name: str, most: int) -> str:
    """«Иванова / Мария Петровна»: name and patronymic in one line where they fit into it."""
    words = name.split()
    if len(words) < 3 or len(" ".join(words[-2:])) > most:
        return name
    return " ".join([*words[:-2], NBSP.join(words[-2:])])


def _inline(picture: Picture) -> SafeString:
    """The picture inside the page, no larger than it is printed."""
    with picture.file.open("rb") as opened, Image.open(opened) as image:
        small = image.convert("RGB")
        small.thumbnail((WIDEST, WIDEST * 2))
        file = io.BytesIO()
        small.save(file, "JPEG", quality=82)
    return SafeString(f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}")
