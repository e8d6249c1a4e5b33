"""The life of a making: asked for, signed by one worker, told about, ended. One is active an issue, by the database."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Page

from magazine.models import ArticlePage, IssuePage, IssuePdf, PrintRun
from magazine.printing import press, sheet
from portal import pagecache, worker

State = PrintRun.State
LOST_AFTER = timedelta(minutes=5)
KEPT = timedelta(days=30)
PICTURES = 30  # per cent of the work that is done when the pictures are ready
PAUSE = 0.5  # seconds between two words of progress
INTERRUPTED = "Сборка прервана: фоновый процесс был остановлен. Соберите ещё раз."
UPLOADED = "У номера уже есть загруженный PDF. Отметьте «Заменить загруженный», чтобы собрать его из статей."


class BusyError(Exception):
    """The issue is being made already."""


class StoppedError(Exception):
    """The run was cancelled, or another worker holds it: whoever made it must write nothing."""


def ask(issue: IssuePage, user=None, *, replaces: bool = False) -> PrintRun:
    """A new run in the queue: a proof while the issue is not out. Raises BusyError."""
    from magazine.printing.tasks import make

    try:
        with transaction.atomic():
            run = PrintRun.objects.create(
                issue=issue, is_proof=not issue.live, replaces=replaces, requested_by=user, stage="Ждём очереди"
            )
    except IntegrityError as taken:
        raise BusyError from taken
    make.enqueue(run.pk)
    return run


def cancel(run: PrintRun) -> bool:
    """Whether there was something to stop."""
    stopped = _active().filter(pk=run.pk)
    return bool(stopped.update(state=State.CANCELLED, owner="", finished_at=timezone.now()))


def claim(pk: int) -> PrintRun | None:
    """The run signed by this process; None where it is over or somebody alive makes it."""
    alive = worker.alive_workers() - {worker.current_id}
    free = _active().filter(pk=pk).exclude(owner__in=alive)
    now = timezone.now()
    if not free.update(state=State.MAKING, owner=worker.current_id, touched_at=now, progress=0):
        return None
    return PrintRun.objects.select_related("issue").get(pk=pk)


def make_pdf(run: PrintRun) -> None:
    """Lays, draws and keeps the PDF of a claimed run. Raises StoppedError, `press.PressError`, `plates.UnreadablePictureError`."""
    folder = _folder(run)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tell = _teller(run)
    try:
        sheet.lay(
            run.issue,
            folder,
            lambda done, total: tell(PICTURES * done // total, f"Готовим снимки: {done} из {total}"),
            proof=run.is_proof,
        )
        drawn = press.draw(folder, lambda percent, words: tell(PICTURES + (99 - PICTURES) * percent // 100, words))
        _keep(run, drawn)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fail(run: PrintRun, reason: str) -> None:
    _held(run).update(state=State.FAILED, reason=reason[:300], owner="", finished_at=timezone.now())


def settle() -> None:
    """Ends what a killed worker left and nobody took up, and forgets old proofs."""
    silent = Q(state=State.MAKING, touched_at__lt=timezone.now() - LOST_AFTER) & ~Q(owner__in=worker.alive_workers())
    PrintRun.objects.filter(silent).update(state=State.FAILED, reason=INTERRUPTED, owner="", finished_at=timezone.now())
    for run in PrintRun.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(state__in=PrintRun.ACTIVE):
        run.forget_file()
        run.delete()


def outdated(pdf: IssuePdf) -> int:
    """How many articles have come, changed or gone since the PDF was made."""
    articles = ArticlePage.objects.child_of(pdf.issue)
    changed = articles.live().filter(last_published_at__gt=pdf.made_at)
    gone = articles.not_live().filter(first_published_at__lt=pdf.made_at, latest_revision_created_at__gt=pdf.made_at)
    return changed.count() + gone.count()


def made_of(page_ids: set[int]) -> QuerySet[IssuePage]:
    """Live issues whose PDF was made here and shows one of these pages."""
    touched = Page.objects.filter(pk__in=page_ids, path__startswith=OuterRef("path"))
    return IssuePage.objects.live().filter(Exists(touched), pdf__source=IssuePdf.Source.MADE)


def _teller(run: PrintRun) -> Callable[[int, str], None]:
    """Writes progress, not too often; raises StoppedError when the run is no longer ours."""
    told = 0.0

    def tell(percent: int, words: str) -> None:
        nonlocal told
        if time.monotonic() - told < PAUSE:
            return
        told = time.monotonic()
        if not _held(run).update(progress=percent, stage=words[:80], touched_at=timezone.now()):
            raise StoppedError

    return tell


def _keep(run: PrintRun, drawn: Path) -> None:
    """The file becomes what readers open, or the proof; in the transaction of the run's end."""
    pages, size = len(PdfReader(drawn).pages), drawn.stat().st_size
    opens = json.loads(drawn.with_name("opens.json").read_text())
    with transaction.atomic():
        ended = {"state": State.READY, "progress": 100, "stage": "", "pages": pages, "size": size}
        if not _held(run).update(**ended, owner="", finished_at=timezone.now()):
            raise StoppedError
        with drawn.open("rb") as opened:
            if run.is_proof:
                _keep_proof(run, File(opened, name="issue.pdf"))
            else:
                _publish(run, File(opened, name="issue.pdf"), pages=pages, size=size, opens=opens)


def _keep_proof(run: PrintRun, file: File) -> None:
    """The newest proof is the only one."""
    for older in PrintRun.objects.filter(issue=run.issue).exclude(pk=run.pk).exclude(file=""):
        older.forget_file()
    run.file.save(file.name, file, save=False)
    PrintRun.objects.filter(pk=run.pk).update(file=run.file.name)


def _publish(run: PrintRun, file: File, **told: object) -> None:
    pdf = IssuePdf.objects.select_for_update().filter(issue=run.issue).first() or IssuePdf(issue=run.issue)
    if pdf.pk and pdf.source == IssuePdf.Source.UPLOADED and not run.replaces:
        raise press.PressError(UPLOADED)
    old = pdf.file.name
    for name, value in told.items():
        setattr(pdf, name, value)
    pdf.source, pdf.made_at = IssuePdf.Source.MADE, run.created_at
    pdf.file.save(file.name, file, save=False)
    pdf.save()
    pdf.texts.all().delete()
    pagecache.bump("pages")
    if old:
        storage = pdf.file.storage
        transaction.on_commit(lambda: storage.delete(old))


def _folder(run: PrintRun) -> Path:
    return settings.DATA_DIR / "printing" / str(run.pk)


def _active() -> QuerySet[PrintRun]:
    return PrintRun.objects.filter(state__in=PrintRun.ACTIVE)


def _held(run: PrintRun) -> QuerySet[PrintRun]:
    return PrintRun.objects.filter(pk=run.pk, state=State.MAKING, owner=worker.current_id)
