"""What a film is, by its own bytes: nothing is asked of its name alone, and no program is run."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import File

LARGEST_FILE = 200 * 1024 * 1024
# What browsers play; which container stands behind each suffix.
SUFFIXES = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
TYPES = {"mp4": "video/mp4", "mov": "video/mp4", "webm": "video/webm"}
TOO_LARGE = f"Файл больше {LARGEST_FILE // 1024**2} МБ. Сохраните фильм с меньшим качеством или дайте ссылку на него."
NOT_A_FILM = "Это не видео: нужен файл MP4, MOV или WebM. Переименованные файлы не принимаются."
DAMAGED = "Файл обрывается или повреждён. Сохраните фильм заново и попробуйте ещё раз."

# By the bytes of the first box. Old QuickTime files have no `ftyp`.
QUICKTIME = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
MATROSKA = b"\x1a\x45\xdf\xa3"
EBML_HEAD = 64
MOST_BOXES = 10_000


class NotAFilmError(Exception):
    """The bytes are of something else."""


class CutFilmError(Exception):
    """It begins as a film, and ends too early or says nothing of what is in it."""


@dataclass(frozen=True)
class Box:
    """A part of an MP4: its kind, where its content begins and where it ends."""

    kind: bytes
    start: int
    end: int


def check_film(name: str, file: File) -> None:
    """A film that browsers play, and what its suffix says. Raises ValidationError with a Russian sentence for the field."""
    if file.size > LARGEST_FILE:
        raise ValidationError(TOO_LARGE)
    suffix = suffix_of(name)
    try:
        container = container_of(file, file.size)
    except NotAFilmError as error:
        raise ValidationError(NOT_A_FILM) from error
    except CutFilmError as error:
        raise ValidationError(DAMAGED) from error
    if SUFFIXES.get(suffix) != container or (suffix == "webm" and not _is_webm(file)):
        raise ValidationError(NOT_A_FILM)
    file.seek(0)


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def container_of(file: BinaryIO, size: int) -> str:
    """`mov` or `matroska`. NotAFilmError for everything else: playlists, pages, empty files; CutFilmError for a part of a film."""
    file.seek(0)
    head = file.read(12)
    if head.startswith(MATROSKA):
        return "matroska"
    if head[4:8] not in QUICKTIME:
        raise NotAFilmError
    _refuse_cut(file, size)
    return "mov"


def _refuse_cut(file: BinaryIO, size: int) -> None:
    """The boxes fill the file exactly, and one of them says what is in it."""
    found = list(boxes(file, 0, size))
    if not found or found[-1].end > size or not any(box.kind == b"moov" for box in found):
        raise CutFilmError


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes that follow one another; the last one may say that it ends behind the file."""
    for _ in range(MOST_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        length, kind = struct.unpack(">I4s", file.read(8))
        content = start + 8
        if length == 1:
            wide = file.read(8)
            length, content = struct.unpack(">Q", wide)[0] if len(wide) == 8 else 0, start + 16
        elif length == 0:
            length = end - start
        if length < content - start:
            return
        yield Box(kind, content, start + length)
        start += length


def _is_webm(file: BinaryIO) -> bool:
    file.seek(0)
    return b"webm" in file.read(EBML_HEAD)
