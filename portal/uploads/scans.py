"""A scanned paper from outside: a PDF as it is, a picture written anew."""

from __future__ import annotations

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File

from portal.uploads.documents import check_document
from portal.uploads.pictures import clean_picture

LARGEST_FILE = 20 * 1024 * 1024
PICTURES = ("jpg", "jpeg", "png")
NOT_A_SCAN = "Нужен скан в PDF, JPG или PNG."
TOO_LARGE = f"Файл больше {LARGEST_FILE // 1024**2} МБ. Отсканируйте с меньшим разрешением и попробуйте ещё раз."


def clean_scan(name: str, file: File) -> File:
    """What may be stored of a scan. Raises ValidationError with a Russian sentence for the field."""
    if file.size > LARGEST_FILE:
        raise ValidationError(TOO_LARGE)
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix in PICTURES:
        return clean_picture(file)
    if suffix != "pdf":
        raise ValidationError(NOT_A_SCAN)
    check_document(name, file)
    return file
