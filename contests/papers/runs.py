"""The life of a paper: asked for, signed by one worker, told about, taken away, forgotten. One of a kind is made at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from contests.models import ContestPage, PaperRun
from portal import worker

State = PaperRun.State
KEPT = timedelta(days=7)
LOST_AFTER = timedelta(minutes=5)
PAUSE = 0.5  # seconds between two words of progress
INTERRUPTED = "Прервано: фоновый процесс был остановлен. Попросите ещё раз."

# Told done and total; raises StoppedError when the run is no longer ours.
Tell = Callable[[int, int], None]
# Writes the paper of a run into the folder and answers with its file.
Maker = Callable[[PaperRun, Path, Tell], Path]


class StoppedError(Exception):
    """Another worker holds the run: whoever made it must write nothing."""


class CannotError(Exception):
    """The paper cannot be made; the message says why, in Russian."""


@dataclass(frozen=True)
class Paper:
    """A kind of paper: how it is called when it is taken away, and who makes it."""

    name: str
    maker: Maker


_papers: dict[str, Paper] = {}


def register(kind: str, name: str, maker: Maker) -> None:
    """Call it when the apps are ready."""
    _papers[kind] = Paper(name, maker)


def paper(kind: str) -> Paper:
    return _papers[kind]


def ask(contest: ContestPage, kind: str, user=None) -> PaperRun | None:
    """A new run in the queue; None where one is there already."""
    from contests.papers.tasks import make

    try:
        with transaction.atomic():
            run = PaperRun.objects.create(contest=contest, kind=kind, asked_by=user)
    except IntegrityError:
        return None
    make.enqueue(run.pk)
    return run


def newest(contest: ContestPage, kind: str) -> PaperRun | None:
    return PaperRun.objects.filter(contest=contest, kind=kind).first()


def claim(pk: int) -> PaperRun | None:
    """The run signed by this process; None where it is over or somebody alive makes it."""
    alive = worker.alive_workers() - {worker.current_id}
    free = PaperRun.objects.filter(pk=pk, state__in=PaperRun.ACTIVE).exclude(owner__in=alive)
    begun = {"state": State.MAKING, "owner": worker.current_id, "touched_at": timezone.now(), "progress": 0}
    if not free.update(**begun):
        return None
    return PaperRun.objects.select_related("contest__outcome").get(pk=pk)


def keep(run: PaperRun, made: Path) -> None:
    """The file becomes the only one of its kind, in the transaction of the run's end. Raises StoppedError."""
    with transaction.atomic():
        if not _held(run).update(state=State.READY, progress=100, owner="", touched_at=timezone.now()):
            raise StoppedError
        with made.open("rb") as opened:
            run.file.save(made.name, File(opened), save=False)
        PaperRun.objects.filter(pk=run.pk).update(file=run.file.name)
    forget(PaperRun.objects.filter(contest=run.contest_id, kind=run.kind).exclude(pk=run.pk))


def fail(run: PaperRun, reason: str) -> None:
    _held(run).update(state=State.FAILED, reason=reason[:300], owner="", touched_at=timezone.now())


def teller(run: PaperRun) -> Tell:
    """Writes progress, not too often."""
    told = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told < PAUSE:
            return
        told = time.monotonic()
        if not _held(run).update(progress=min(99 * done // max(total, 1), 99), touched_at=timezone.now()):
            raise StoppedError

    return tell


def settle() -> None:
    """Ends what a killed worker left and nobody took up; files are kept for a week."""
    now = timezone.now()
    silent = Q(state=State.MAKING, touched_at__lt=now - LOST_AFTER) & ~Q(owner__in=worker.alive_workers())
    PaperRun.objects.filter(silent).update(state=State.FAILED, reason=INTERRUPTED, owner="", touched_at=now)
    forget(PaperRun.objects.filter(asked_at__lt=now - KEPT))


def forget(runs: QuerySet[PaperRun]) -> None:
    """Rows with their files; what is being made is left alone."""
    for run in runs.exclude(state__in=PaperRun.ACTIVE):
        if run.file:
            run.file.delete(save=False)
        run.delete()


def _held(run: PaperRun) -> QuerySet[PaperRun]:
    return PaperRun.objects.filter(pk=run.pk, state=State.MAKING, owner=worker.current_id)
