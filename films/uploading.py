"""A large file in pieces: begun, continued at an offset after a broken line, completed. The part on the disk is the truth."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from films.models import Video
from films.models.video import SOURCES
from films.pipeline import limits
from films.pipeline.limits import RefusedError
from films.pipeline.storing import parts
from films.pipeline.tasks import make_films
from portal.uploads.names import clean_title, download_name

CHUNK = 8 * 1024 * 1024
BLOCK = 256 * 1024
# The film is made beside its source: a full disk must not stop the rest of the portal.
LEFT_FREE = 2 * 1024**3
NO_ROOM = "На диске сервера не хватает места для такого файла. Сообщите администратору."


class WrongOffsetError(Exception):
    """The part is longer or shorter than the browser believes; `offset` says where to go on."""

    def __init__(self, offset: int):
        super().__init__(offset)
        self.offset = offset


class PartFile(File):
    """A finished part; a storage on the same disk takes the file itself instead of a copy."""

    def temporary_file_path(self) -> str:
        return self.file.name


def begin(user, name: str, size: int) -> Video:
    """The upload of this file: the person's own unfinished one if there is one, else a new one. RefusedError says why not."""
    if size <= 0:
        raise RefusedError(limits.EMPTY)
    if size > limits.LARGEST_FILE:
        raise RefusedError(limits.TOO_LARGE)
    original = download_name(name)
    mine = Video.objects.filter(state=Video.State.UPLOADING, uploaded_by=user, original_name=original, size=size)
    if (found := mine.first()) is not None:
        return found
    parts().mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(parts()).free < size * 2 + LEFT_FREE:
        raise RefusedError(NO_ROOM)
    return Video.objects.create(title=clean_title(name), original_name=original, size=size, uploaded_by=user)


def part_of(video: Video) -> Path:
    return parts() / f"{video.token}.part"


def received(video: Video) -> int:
    path = part_of(video)
    return path.stat().st_size if path.exists() else 0


def append(video: Video, offset: int, stream: BinaryIO, length: int) -> int:
    """Writes what comes, whatever the line does meanwhile, and answers how long the part is now."""
    parts().mkdir(parents=True, exist_ok=True)
    with part_of(video).open("ab") as part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WrongOffsetError(part.tell()) from error
        if part.tell() != offset:
            raise WrongOffsetError(part.tell())
        left = min(length, CHUNK, video.size - offset)
        while left > 0 and (block := stream.read(min(BLOCK, left))):
            part.write(block)
            left -= len(block)
        at = part.tell()
    Video.objects.filter(pk=video.pk).update(touched_at=timezone.now())
    return at


def complete(video: Video) -> None:
    """The whole part becomes the source, and the video waits for the worker. Repeated, it does nothing more."""
    if video.state != Video.State.UPLOADING:
        return
    path = part_of(video)
    if received(video) != video.size:
        raise WrongOffsetError(received(video))
    name = f"{SOURCES}{video.token}{Path(video.original_name).suffix[:8]}"
    with path.open("rb") as part:
        stored = default_storage.save(name, PartFile(part))
    with transaction.atomic():
        Video.objects.filter(pk=video.pk).update(state=Video.State.UPLOADED, source=stored)
        make_films.enqueue()
    path.unlink(missing_ok=True)
