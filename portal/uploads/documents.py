"""A document from outside: its content must be what its name says, and must not burst when it is opened."""

from __future__ import annotations

import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File

LARGEST_FILE = 50 * 1024 * 1024
MOST_PARTS = 5_000
LARGEST_UNPACKED = 500 * 1024 * 1024
# Text packs to a fifth or a tenth; what packs to less than a hundredth was made to burst.
STEEPEST = 100
UNSUSPICIOUS = 20 * 1024 * 1024
HEAD = 4096
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT = {"odt": b"text", "ods": b"spreadsheet", "odp": b"presentation"}
TEXT = {"txt", "csv"}
SUFFIXES = ["pdf", *OFFICE, *OPEN_DOCUMENT, *sorted(TEXT), "zip"]
TOO_LARGE_FILE = f"Файл больше {LARGEST_FILE // 1024**2} МБ. Уменьшите его или разделите на части."
NOT_ALLOWED = f"Такие файлы не принимаются. Можно: {', '.join(SUFFIXES)}."
NOT_WHAT_IT_SAYS = "Содержимое файла не соответствует его имени. Сохраните документ заново и попробуйте ещё раз."
BURSTS = "Файл распаковывается в слишком большой объём. Сохраните документ заново, без лишних пустых строк и вложений."


def check_document(name: str, file: File) -> None:
    """Raises ValidationError with a Russian sentence for the field."""
    if file.size > LARGEST_FILE:
        raise ValidationError(TOO_LARGE_FILE)
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix not in SUFFIXES:
        raise ValidationError(NOT_ALLOWED)
    is_honest = _is_pdf if suffix == "pdf" else _is_text if suffix in TEXT else _is_archive
    file.seek(0)
    if not is_honest(suffix, file):
        raise ValidationError(NOT_WHAT_IT_SAYS)
    file.seek(0)


def _is_pdf(suffix: str, file: File) -> bool:
    """A PDF from the first byte to the last: nothing before it, no archive or page behind it."""
    if file.read(5) != b"%PDF-":
        return False
    file.seek(max(file.size - HEAD, 0))
    _, end, tail = file.read().rpartition(b"%%EOF")
    return bool(end) and not tail.strip(b"\r\n\t \0")


def _is_text(suffix: str, file: File) -> bool:
    """Letters in UTF-8, UTF-16 or Windows-1251."""
    content = file.read()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(content, "utf-16")
    return b"\0" not in content and (_decodes(content, "utf-8") or _decodes(content, "cp1251"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_archive(suffix: str, file: File) -> bool:
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06") or not _ends_as_archive(file):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_bomb(archive, file.size)
            return _holds_what_it_says(suffix, archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return False


def _ends_as_archive(file: File) -> bool:
    """The directory's end record, with no comment, is the last thing in the file."""
    file.seek(max(file.size - 22, 0))
    return file.read(4) == b"PK\x05\x06"


def _refuse_bomb(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    is_steep = unpacked > max(UNSUSPICIOUS, size * STEEPEST)
    overlaps = sum(part.compress_size for part in parts) > size
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or is_steep or overlaps:
        raise ValidationError(BURSTS)


def _holds_what_it_says(suffix: str, archive: zipfile.ZipFile) -> bool:
    names = set(archive.namelist())
    if suffix in OFFICE:
        return {"[Content_Types].xml", OFFICE[suffix]} <= names and not _defines_entities(archive)
    if suffix in OPEN_DOCUMENT:
        kind = b"application/vnd.oasis.opendocument." + OPEN_DOCUMENT[suffix]
        return "mimetype" in names and _head(archive, "mimetype") == kind and not _defines_entities(archive)
    return True


def _defines_entities(archive: zipfile.ZipFile) -> bool:
    """Entities that name one another grow without end («billion laughs»); no office program writes any."""
    markup = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return any(b"<!ENTITY" in _head(archive, name) for name in markup)


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(HEAD)
