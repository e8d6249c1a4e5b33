"""The archive, a packed tar: `manifest.json`, `database`, `media/…`, and at the end `files.json` with the checksums of the media."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from portal.backups import databases, hooks, progress

FORMAT = 1
MANIFEST, DATABASE, MEDIA, FILES = "manifest.json", "database", "media/", "files.json"


@dataclass(frozen=True)
class Written:
    """What a backup holds; `gone` are files that were deleted while it was made."""

    files: int
    gone: tuple[str, ...]


def write(out: BinaryIO, folder: Path | None) -> Written:
    """The copy of the database lies in `folder` meanwhile.

    The database comes first: files are written anew under random names, so all it refers to are there, or were deleted since.
    """
    checksums, gone = {}, []
    with (
        tempfile.TemporaryDirectory(dir=folder) as own,
        # Pictures do not get smaller: the quickest packing is for the database.
        gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=1) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        progress.show("база данных…")
        database = Path(own) / DATABASE
        databases.dump(database)
        _add(archive, MANIFEST, io.BytesIO(_manifest(database)))
        with database.open("rb") as copy:
            _add(archive, DATABASE, copy)
        for name in stored_files():
            try:
                with default_storage.open(name) as file:
                    checksums[name] = _add(archive, MEDIA + name, file)
            except FileNotFoundError:
                gone.append(name)
                continue
            progress.files(len(checksums))
        _add(archive, FILES, io.BytesIO(json.dumps(checksums, indent=0).encode()))
    return Written(len(checksums), tuple(gone))


def stored_files(folder: str = "") -> Iterator[str]:
    """The names of all media files; a folder that is not there (before the first upload) has none."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(files))
    for inner in sorted(folders):
        yield from stored_files(f"{folder}{inner}/")


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(database: Path) -> bytes:
    about = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "vendor": connection.vendor,
        "migrations": sorted(MigrationLoader(connection).applied_migrations),
        "counts": hooks.counts(),
        "database_sha256": digest(database),
    }
    return json.dumps(about, indent=1, ensure_ascii=False).encode()


class Summed:
    """A file that is being read, and the checksum of what was read."""

    def __init__(self, file: BinaryIO | File):
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self.file.read(size)
        self.sum.update(content)
        return content


def _add(archive: tarfile.TarFile, name: str, file: BinaryIO | File) -> str:
    about = tarfile.TarInfo(name)
    file.seek(0, io.SEEK_END)
    about.size, about.mode = file.tell(), 0o600
    file.seek(0)
    summed = Summed(file)
    archive.addfile(about, summed)
    return summed.sum.hexdigest()
