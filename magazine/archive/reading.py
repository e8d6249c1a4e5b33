"""Reading uploaded files in the background, one at a time; a bad one says why and never stops the next."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django_tasks import task

from magazine.archive import extract
from magazine.models import ArchivedPdf
from portal import worker
from portal.images import Picture
from portal.uploads.pictures import clean_picture

State = ArchivedPdf.State
LONGEST = 180  # seconds by the clock
REASONS = {
    extract.ENCRYPTED: "Файл зашифрован паролем. Снимите пароль и загрузите ещё раз.",
    extract.DAMAGED: "Файл повреждён и не читается. Откройте его и сохраните как PDF заново.",
    extract.TOO_LONG: f"В файле больше {extract.MOST_PAGES} страниц: это не номер журнала.",
    extract.EMPTY: "В файле нет ни одной страницы.",
}
TOO_HEAVY = "Файл слишком тяжёл: на чтение не хватило памяти или времени. Сохраните его с меньшими снимками."


@task(backend="heavy", queue_name="heavy")
def read(pk: int) -> None:
    """Begun again after a worker was killed, it reads the file anew."""
    alive = worker.alive_workers() - {worker.current_id}
    free = ArchivedPdf.objects.filter(Q(state=State.WAITING) | Q(state=State.READING), pk=pk).exclude(owner__in=alive)
    if not free.update(state=State.READING, owner=worker.current_id):
        return
    row = ArchivedPdf.objects.get(pk=pk)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with row.file.open("rb") as stored, (folder / "issue.pdf").open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        told = _extracted(folder)
        if reason := told.get("refused"):
            refuse(row, reason)
            return
        _keep(row, told["texts"], folder / "cover.jpg")


def refuse(row: ArchivedPdf, reason: str) -> None:
    """The file is not kept, the reason is."""
    if _held(row).update(state=State.REFUSED, reason=reason, owner="", file=""):
        row.file.delete(save=False)


def _extracted(folder: Path) -> dict:
    command = [sys.executable, "-m", "magazine.archive.extract", str(folder)]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, timeout=LONGEST, capture_output=True, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return {"refused": TOO_HEAVY}
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return {"refused": REASONS[told["refused"]]} if "refused" in told else told


def _keep(row: ArchivedPdf, texts: list[str], cover: Path) -> None:
    try:
        clean = clean_picture(ContentFile(cover.read_bytes(), name="cover.jpg"))
    except ValidationError:
        refuse(row, REASONS[extract.DAMAGED])
        return
    with transaction.atomic():
        read = {"state": State.READ, "owner": "", "texts": texts, "pages": len(texts)}
        if not _held(row).update(**read):
            return
        picture = Picture(title=f"Обложка: {row.title}"[:120], uploaded_by_user=row.uploaded_by)
        picture.file.save(clean.name, clean, save=False)
        picture.save()
        ArchivedPdf.objects.filter(pk=row.pk).update(cover=picture)


def _held(row: ArchivedPdf):
    return ArchivedPdf.objects.filter(pk=row.pk, state=State.READING, owner=worker.current_id)
