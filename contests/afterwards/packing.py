"""The works of a contest as an archive: a folder a nomination, a folder a work, what was sent as it is kept."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import default_storage

from contests.afterwards.table import sheet, taken
from contests.models import ContestPage, PaperRun, Work
from contests.papers import runs
from portal.uploads.names import clean_title, visible

LONGEST = 60
# What Windows forbids in a name, and what would lead out of a folder.
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
NOTHING = "В конкурсе нет ни одной присланной работы."


def make(run: PaperRun, folder: Path, tell: runs.Tell) -> Path:
    """Pictures and films are packed as they are: they would not get smaller."""
    works = list(taken(run.contest).prefetch_related("pictures__picture", "files"))
    if not works:
        raise runs.CannotError(NOTHING)
    questions = dict(run.contest.fields.values_list("key", "label"))
    file = folder / "works.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
        packed.writestr("Таблица.xlsx", _table(run.contest))
        for number, work in enumerate(works):
            tell(number, len(works))
            _pack(packed, work, questions)
    return file


runs.register(PaperRun.Kind.WORKS, "Работы", make)


def safe(text: str) -> str:
    """The text as one name of a file on any system; never empty, never a path."""
    name = FORBIDDEN.sub("_", visible(text))[:LONGEST].strip(" .")
    return f"_{name}" if DEVICES.match(name) else name or "без названия"


def folder_of(work: Work) -> str:
    """«Плакат/№12 Береги руки»."""
    return f"{safe(work.nomination.title)}/№{work.number} {safe(work.title)}"


def _table(contest: ContestPage) -> bytes:
    return sheet(contest)[0]


def _pack(packed: zipfile.ZipFile, work: Work, questions: dict[str, str]) -> None:
    where = folder_of(work)
    text = "\n\n".join(f"{questions.get(key, '')}\n{answer}".strip() for key, answer in _texts(work))
    packed.writestr(f"{where}/Текст.txt", f"{work}\n\n{text}\n", zipfile.ZIP_DEFLATED)
    for name, stored in _files(work):
        _copy(packed, f"{where}/{name}", stored)


def _texts(work: Work) -> Iterator[tuple[str, str]]:
    return ((key, answer) for key, answer in work.answers.items() if isinstance(answer, str) and answer)


def _files(work: Work) -> Iterator[tuple[str, str]]:
    """Names in the folder of the work, and in the storage."""
    for number, row in enumerate(work.pictures.all(), 1):
        yield f"Снимок {number}.{_suffix(row.picture.file.name)}", row.picture.file.name
    for number, row in enumerate(work.files.all(), 1):
        yield f"{number} {safe(clean_title(row.name))}.{_suffix(row.file.name)}", row.file.name


def _suffix(stored: str) -> str:
    return stored.rpartition(".")[2].lower()


def _copy(packed: zipfile.ZipFile, name: str, stored: str) -> None:
    """A file that is gone from the storage leaves the archive without it: the rest is worth having."""
    if not default_storage.exists(stored):
        return
    with default_storage.open(stored, "rb") as source, packed.open(name, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, 1024 * 1024)
