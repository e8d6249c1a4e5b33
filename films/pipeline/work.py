"""Where films are made: one folder a video, what a stage has finished in it, what one is doing in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from films.models import Video


def root() -> Path:
    return Path(settings.DATA_DIR) / "film-work"


def folder_of(video: Video) -> Path:
    path = root() / video.token
    path.mkdir(parents=True, exist_ok=True)
    return path


def is_done(folder: Path, stage: str) -> bool:
    return (folder / f"{stage}.done").exists()


def new_out(folder: Path, stage: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{stage}-", dir=folder))


def finish(folder: Path, out: Path, stage: str) -> None:
    """Its files become files of the folder, then a mark says that all of them are there: killed half-way, it is done again."""
    (out / "ffmpeg.log").unlink(missing_ok=True)
    for path in out.iterdir():
        path.replace(folder / path.name)
    out.rmdir()
    (folder / f"{stage}.done").touch()


def forget(video: Video) -> None:
    shutil.rmtree(root() / video.token, ignore_errors=True)


def source_of(video: Video, folder: Path) -> Path:
    """The source as a file of this machine: where the storage keeps it, or fetched once from a storage elsewhere."""
    try:
        return Path(default_storage.path(video.source))
    except NotImplementedError:
        return _fetched(video, folder)


def _fetched(video: Video, folder: Path) -> Path:
    here = folder / "source"
    if not here.exists():
        part = folder / "source.part"
        with default_storage.open(video.source, "rb") as far, part.open("wb") as near:
            shutil.copyfileobj(far, near)
        part.replace(here)
    return here
