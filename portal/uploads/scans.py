"""A scanned paper: a PDF, or a photograph of it."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import File

from portal.uploads.documents import check_document
from portal.uploads.pictures import clean_picture


def clean_scan(name: str, file: File) -> File:
    """The file to be stored; raises ValidationError with a Russian sentence for the field."""
    if PurePath(name).suffix.lower() != ".pdf":
        return clean_picture(file)
    check_document(name, file)
    return file
