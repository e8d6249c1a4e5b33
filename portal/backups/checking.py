"""Whether an archive can be restored here: read to its end, before anything is written."""

from __future__ import annotations

import gzip
import json
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.core.files.base import File
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.backups import databases, progress
from portal.backups.archive import DATABASE, FILES, FORMAT, MANIFEST, MEDIA, Summed, digest

CHUNK = 1024 * 1024


class RefusedArchiveError(Exception):
    """The archive is not what can be restored here; nothing was changed."""


@dataclass(frozen=True)
class Manifest:
    """What the archive says of itself."""

    made_at: str
    counts: dict[str, int]
    database_sha256: str


@dataclass(frozen=True)
class Contents:
    """What was found in a whole archive; `files` are checksums by name."""

    manifest: Manifest
    files: dict[str, str]


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    """Through `gzip`, which compares checksum and length at the end; tarfile's own `r|gz` does not."""
    with gzip.open(path) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
        yield archive
        while unpacked.read(CHUNK):
            pass


def check(path: Path, database: Path) -> Contents:
    """Refuses what is damaged, foreign or newer; leaves the copy of the database at `database`."""
    try:
        with opened(path) as archive:
            contents = _read(archive, database)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise RefusedArchiveError(f"Архив повреждён или это не архив: {error}.") from error
    progress.show("проверка базы…")
    try:
        databases.check(database)
    except databases.DamagedCopyError as error:
        raise RefusedArchiveError(f"База в архиве повреждена: {error}") from error
    return contents


def _read(archive: tarfile.TarFile, database: Path) -> Contents:
    manifest, listed, files = None, None, {}
    for member in archive:
        _check_member(member)
        content = archive.extractfile(member)
        if manifest is None:
            if member.name != MANIFEST:
                raise RefusedArchiveError("Это не резервная копия «Тепла».")
            manifest = _manifest(content.read(CHUNK))
        elif member.name == DATABASE and not database.exists():
            with database.open("wb") as copy:
                shutil.copyfileobj(content, copy, CHUNK)
        elif member.name == FILES and listed is None:
            listed = content.read()
        elif member.name.startswith(MEDIA) and member.name not in files:
            files[member.name] = summed(content)
            progress.files(len(files))
        else:
            raise RefusedArchiveError(f"В архиве лишнее: {member.name!r}.")
    files = {name.removeprefix(MEDIA): checksum for name, checksum in files.items()}
    if manifest is None or not database.exists() or digest(database) != manifest.database_sha256:
        raise RefusedArchiveError("Копия повреждена: база не та, что была записана.")
    if listed is None or _json(listed) != files:
        raise RefusedArchiveError("Копия повреждена: файлы не те, что были записаны.")
    return Contents(manifest, files)


def _check_member(member: tarfile.TarInfo) -> None:
    """Plain files with plain names: no links, devices or ways out of the folder."""
    path = PurePosixPath(member.name)
    is_plain = member.isreg() and not member.issparse()
    stays_inside = str(path) == member.name and not path.is_absolute() and ".." not in path.parts
    if not is_plain or not stays_inside or "\\" in member.name:
        raise RefusedArchiveError(f"В архиве лишнее: {member.name!r}.")


def summed(content: BinaryIO | File) -> str:
    """The checksum of the whole file."""
    reader = Summed(content)
    while reader.read(CHUNK):
        pass
    return reader.sum.hexdigest()


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError as error:
        raise RefusedArchiveError("Описание копии не читается.") from error


def _manifest(content: bytes) -> Manifest:
    about = _json(content)
    try:
        form, vendor, migrations = about["format"], about["vendor"], {(app, name) for app, name in about["migrations"]}
        found = Manifest(about["made_at"], dict(about["counts"]), about["database_sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedArchiveError("Описание копии не читается.") from error
    if form != FORMAT:
        raise RefusedArchiveError(f"Копия другого вида: {form}. Её сделала более новая версия портала.")
    if vendor != connection.vendor:
        raise RefusedArchiveError(f"Копия сделана с {vendor}, а портал работает с {connection.vendor}.")
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.keys()
    if unknown := sorted(f"{app}.{name}" for app, name in migrations - set(known)):
        raise RefusedArchiveError(f"Копия новее этой версии портала: {', '.join(unknown[:3])}.")
    return found
