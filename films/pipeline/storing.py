"""The finished film into the storage, in one step for whoever watches; and what nobody names any more out of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from films.models import Video
from films.models.video import FOLDERS, SOURCES, UPLOAD_KEPT
from films.pipeline import work
from films.pipeline.holding import Hold
from portal.images import Picture

# What the addresses of a film may name; everything else in the work folder stays there.
SHOWN = re.compile(r"master\.m3u8|\d{3,4}\.m3u8|\d{3,4}\.m4s|film\.mp4|clip\.mp4|poster-\d\.jpg|sprite\.jpg")
MIDDLE = "poster-3.jpg"


def publish(video: Video, hold: Hold, folder: Path) -> None:
    """All files under a new random name, then one row says where they are."""
    hold.keep_long()
    sizes = {}
    for path in sorted(folder.iterdir()):
        if SHOWN.fullmatch(path.name):
            with path.open("rb") as content:
                default_storage.save(f"{FOLDERS}{video.next_folder}/{path.name}", File(content))
            sizes[path.name] = path.stat().st_size
    with transaction.atomic():
        hold.write(folder=video.next_folder, next_folder="", files=sizes)
        if not video.poster_id and (folder / MIDDLE).exists():
            hold.write(poster=frame_picture(video, folder / MIDDLE))
        hold.write(state=Video.State.READY, stage="", done=100, reason="", lease_until=None)


def frame_picture(video: Video, path: Path) -> Picture:
    """A frame as a picture of the library: cards, the channel and the player show it like any other."""
    with path.open("rb") as content:
        picture = Picture(title=f"Кадр: {video.title}"[:120], uploaded_by_user=video.uploaded_by)
        picture.file.save(path.name, File(content), save=False)
        picture.save()
    return picture


def sweep() -> int:
    """Deletes what no row names: folders of lost claims, sources of deleted videos, parts never finished. The storage is
    listed before the rows: what begins meanwhile is not on the list. Answers how many things went.
    """
    _forget_unfinished()
    folders, sources = _listed(FOLDERS)[0], _listed(SOURCES)[1]
    here = [*_children(work.root()), *_children(parts())]
    rows = Video.objects.values_list("token", "folder", "next_folder", "source", "state")
    named = {name for _, folder, next_folder, _, _ in rows for name in (folder, next_folder)}
    kept_sources = {token for token, *_ in rows}
    at_work = {token for token, *_, state in rows if state in {*Video.UNFINISHED, Video.State.UPLOADING}}
    gone_folders = [name for name in folders if name not in named]
    gone_sources = [name for name in sources if Path(name).stem not in kept_sources]
    gone_here = [path for path in here if path.stem not in at_work]
    for name in gone_folders:
        _delete_folder(f"{FOLDERS}{name}")
    for name in gone_sources:
        default_storage.delete(f"{SOURCES}{name}")
    for path in gone_here:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return len(gone_folders) + len(gone_sources) + len(gone_here)


def parts() -> Path:
    """Where uploads grow until they are whole."""
    return Path(settings.DATA_DIR) / "film-uploads"


def _forget_unfinished() -> None:
    Video.objects.filter(state=Video.State.UPLOADING, touched_at__lt=timezone.now() - UPLOAD_KEPT).delete()


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _children(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


def _delete_folder(folder: str) -> None:
    for name in _listed(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
