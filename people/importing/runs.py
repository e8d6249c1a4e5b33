"""The life of a load: begun, signed for by one worker, kept alive, ended; a killed worker's lease runs out and it says so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.importing import parsing, writing
from people.importing.parsing import RowError
from people.importing.planning import Change, Plan
from people.models import ImportedChange, ImportRun
from portal import worker

State = ImportRun.State
# Until a worker takes it up; while it is compared, renewed each second; while it is written, when nothing can be renewed.
WAITING = timedelta(minutes=30)
COMPARING = timedelta(minutes=1)
WRITING = timedelta(minutes=10)
KEPT = timedelta(days=90)
MOST_LISTED = 5_000
LONGEST_NAME = ImportRun._meta.get_field("original_name").max_length
ANY_NUMBER = 2_000_000_000
PAUSE = 1  # seconds between two words of progress
COMPARED = 80  # per cent: the rest is the writing, which takes one step
INTERRUPTED = "Прервана, ничего не записано: фоновый процесс был остановлен. Можно проверить и применить ещё раз."
UNDO_INTERRUPTED = "Отмена прервана: ничего не изменено, загрузка осталась применённой."
BROKEN = "Ошибка портала, ничего не записано. Скажите администратору."


class BusyError(Exception):
    """Another load is being applied or undone."""


class LostError(Exception):
    """The lease ran out and the run was given up: whoever held it must write nothing."""


def ask_for(run: ImportRun, state: State, **fields: object) -> None:
    """Puts the run into a working state; a task is to take it up."""
    wanted = {"state": state, "owner": "", "progress": 0, "reason": "", **fields}
    try:
        with transaction.atomic():
            ImportRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() + WAITING, **wanted)
    except IntegrityError as taken:
        raise BusyError from taken


def begin_command(name: str, complete: bool, leavers_confirmed: bool) -> ImportRun:
    """A run of the command: it has no file of its own and is held by this process from the beginning."""
    try:
        with transaction.atomic():
            return ImportRun.objects.create(
                original_name=name[:LONGEST_NAME],
                source=ImportRun.Source.COMMAND,
                complete=complete,
                leavers_confirmed=ANY_NUMBER if leavers_confirmed else None,
                state=State.APPLYING,
                owner=worker.current_id,
                lease_until=timezone.now() + COMPARING,
            )
    except IntegrityError as taken:
        raise BusyError from taken


@contextmanager
def taken_up(pk: int, state: State) -> Iterator[ImportRun | None]:
    """The run, signed by this process; None if there is nothing to do or its worker was killed. A failure is said in it."""
    mine = ImportRun.objects.filter(pk=pk, state=state)
    until = timezone.now() + COMPARING
    if not mine.filter(owner="").update(owner=worker.current_id, lease_until=until):
        give_up(mine.exclude(owner=worker.current_id))
        yield None
        return
    run = ImportRun.objects.get(pk=pk)
    try:
        yield run
    except LostError:
        return
    except BaseException:
        _give_up(run, BROKEN)
        raise


def settle_expired() -> None:
    """Says of runs whose worker was killed that nothing was written: what is written is written together with its state."""
    give_up(ImportRun.objects.expired())


def give_up(runs) -> None:
    for run in runs:
        _give_up(run, UNDO_INTERRUPTED if run.state == State.UNDOING else INTERRUPTED)


def _give_up(run: ImportRun, reason: str) -> None:
    state = State.APPLIED if run.state == State.UNDOING else State.FAILED
    same = ImportRun.objects.filter(pk=run.pk, state=run.state, owner=run.owner)
    same.update(state=state, reason=reason, owner="", lease_until=None, finished_at=timezone.now())


def progress_of(run: ImportRun) -> Callable[[int, int], None]:
    """Tells how far the comparison is, at most once a second, and keeps the lease."""
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done < total and time.monotonic() - told < PAUSE:
            return
        told = time.monotonic()
        lease = WRITING if done == total else COMPARING
        _held(run).update(progress=COMPARED * done // max(total, 1), lease_until=timezone.now() + lease)

    return tell


def finish(run: ImportRun, state: State, **fields: object) -> None:
    """The end of the work, in the transaction of what it wrote; LostError if the run was given up meanwhile."""
    ended = {"state": state, "progress": 100, "lease_until": None, "finished_at": timezone.now(), **fields}
    if not _held(run).update(**ended):
        raise LostError


def _held(run: ImportRun):
    return ImportRun.objects.filter(pk=run.pk, state=run.state, owner=worker.current_id)


def refuse(run: ImportRun, reason: str, errors: list[RowError] = ()) -> None:
    """Nothing is written; each error is kept for the page."""
    with transaction.atomic():
        _replace(run, (_of_error(run, error) for error in errors[:MOST_LISTED]))
        finish(run, State.REFUSED, reason=reason, report={"refused": len(errors)})


def keep_plan(run: ImportRun, plan: Plan, state: State, *, preview: bool) -> None:
    """The changes, for the page and for undoing; those who are absent only for the page. In one transaction."""
    listed = plan.to_write + (plan.absent[:MOST_LISTED] if preview else [])
    _replace(run, (_of_change(run, change) for change in listed))
    report = plan.counts() | {"units_made": plan.staff.units.made}
    finish(run, state, report=report)


def _replace(run: ImportRun, rows: Iterable[ImportedChange]) -> None:
    writing.delete_rows(run.changes.all())
    for portion in writing.batches(rows, writing.PORTION):
        ImportedChange.objects.bulk_create(portion, writing.BATCH)


def _of_change(run: ImportRun, change: Change) -> ImportedChange:
    return ImportedChange(
        run=run, kind=change.kind, number=change.number, title=change.title, before=change.before, after=change.after
    )


def _of_error(run: ImportRun, error: RowError) -> ImportedChange:
    fields = {"row": error.row, "column": error.column, "value": error.value[: parsing.NAME_LENGTH]}
    return ImportedChange(run=run, kind=ImportedChange.Kind.REFUSED, after=fields, note=error.reason)


def forget_old() -> None:
    """Loads older than three months go with all they say of people, but for the one that may be undone."""
    last = ImportRun.objects.newest_applied()
    old = ImportRun.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(pk=last.pk if last else None)
    for run in old.exclude(state__in=ImportRun.WORKING):
        run.forget_file()
        run.delete()
