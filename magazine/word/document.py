"""A .docx from outside: refused with a Russian sentence, or safe to be read. Nothing in it is run, fetched or unpacked whole."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File

from portal.uploads.documents import check_document

MOST_PARTS = 2_000
MOST_MARKUP = 6 * 1024 * 1024
# Read as a tree, each tag and attribute takes up to a kilobyte and 50 µs: the worst document is 100 MB and five seconds.
MOST_NODES = 100_000
CHUNK = 256 * 1024
HEAD = 1024
OVERLAP = 16
WRONG_KIND = "Нужен файл .docx. Документ другого вида откройте в Word и сохраните как «Документ Word (.docx)»."
OLD_KIND = "Старый .doc не читаем: откройте его в Word и сохраните как «Документ Word (.docx)»."
MACROS = (
    "В документе есть макросы, такие файлы не принимаются. Сохраните его как «Документ Word (.docx)», без макросов."
)
TOO_LARGE = "Документ слишком велик, чтобы читать его целиком: разделите его на несколько."
UNREADABLE = "Документ не читается: повреждён или собран не в Word. Откройте его в Word, сохраните заново и повторите."
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, KeyError, ValueError)
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""\A[^>]*encoding\s*=\s*["']([^"']*)""")
_MACRO_PARTS = re.compile(r"vba(project|data)|activex|macroenabled", re.IGNORECASE)


def check_word(name: str, file: File) -> None:
    """Raises ValidationError with a Russian sentence for the field."""
    suffix = PurePath(name).suffix.lower()
    if suffix in (".docm", ".dotm"):
        raise ValidationError(MACROS)
    if suffix != ".docx":
        raise ValidationError(OLD_KIND if suffix == ".doc" else WRONG_KIND)
    check_document(name, file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive)
    except BROKEN as error:
        raise ValidationError(UNREADABLE) from error
    file.seek(0)


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise ValidationError(TOO_LARGE if len(parts) > MOST_PARTS else UNREADABLE)
    if any(_MACRO_PARTS.search(part.filename) for part in parts):
        raise ValidationError(MACROS)
    markup = [part for part in parts if _is_markup(archive, part)]
    if sum(part.file_size for part in markup) > MOST_MARKUP:
        raise ValidationError(TOO_LARGE)
    if sum(_nodes(archive, part) for part in markup) > MOST_NODES:
        raise ValidationError(TOO_LARGE)


def _is_markup(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """By what is in it: any part may be called the document, whatever its name."""
    with archive.open(part) as opened:
        head = opened.read(HEAD)
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        raise ValidationError(UNREADABLE)  # Word writes UTF-8; in UTF-16 an entity could hide from us
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _nodes(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """At most how many tags and attributes there are, where nothing is forbidden: no entities (they grow without end),
    no encoding in which they could hide, no macros by another name.
    """
    with archive.open(part) as opened:
        chunk = opened.read(CHUNK)
        encoding = _ENCODING.match(chunk)
        if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
            raise ValidationError(UNREADABLE)
        rest, nodes = b"", 0
        while chunk:
            seen = rest + chunk
            if _FORBIDDEN.search(seen):
                raise ValidationError(UNREADABLE)
            if part.filename == "[Content_Types].xml" and _MACRO_PARTS.search(seen.decode(errors="replace")):
                raise ValidationError(MACROS)
            nodes += chunk.count(b"<") + chunk.count(b"=")
            rest, chunk = seen[-OVERLAP:], opened.read(CHUNK)
    return nodes
