"""What a load does in the background: the file is checked, applied, undone."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts import audit
from people.importing import columns, parsing, runs, undoing
from people.importing.applying import StaffChangedError, apply
from people.importing.parsing import Record
from people.importing.planning import Plan, Progress, TooManyLeaversError, make_plan
from people.importing.reading import UnreadableFileError, read_rows
from people.models import Employee, ImportRun

State = ImportRun.State
SAMPLES = 3
SAMPLE_LENGTH = 40
RESTLESS = "Людей правили, пока файл сравнивался; ничего не записано. Повторите через несколько минут."


class RefusedError(Exception):
    """The file is not taken: a Russian reason for the whole, or an error for each cell."""

    def __init__(self, reason: str, errors: list[parsing.RowError] = ()):
        super().__init__(reason)
        self.reason, self.errors = reason, list(errors)


@task(backend="jobs", queue_name="jobs")
def check(run_id: int) -> None:
    """Reads the file and shows what it would change, or asks about its columns, or says what is wrong with it."""
    with runs.taken_up(run_id, State.UPLOADED) as run:
        if run is None:
            return
        try:
            rows = _rows(run)
            if _asks(run, rows):
                return
            records = records_of(rows, run.columns)
        except RefusedError as refusal:
            runs.refuse(run, refusal.reason, refusal.errors)
            return
        plan = make_plan(records, run.complete, runs.progress_of(run))
        with transaction.atomic():
            runs.keep_plan(run, plan, State.READY, preview=True)


@task(backend="jobs", queue_name="jobs")
def apply_run(run_id: int) -> None:
    """Makes the staff equal to the file; the changes and the word that they are made are one transaction."""
    with runs.taken_up(run_id, State.APPLYING) as run:
        if run is None:
            return
        try:
            records = records_of(_rows(run), run.columns)
            write(run, records)
        except RefusedError as refusal:
            runs.refuse(run, refusal.reason, refusal.errors)
        except TooManyLeaversError as leavers:
            runs.refuse(run, f"Уволить пришлось бы {leavers} — больше, чем подтверждено. Проверьте файл ещё раз.")
        except StaffChangedError:
            runs.refuse(run, RESTLESS)
        else:
            run.forget_file()


@task(backend="jobs", queue_name="jobs")
def undo_run(run_id: int) -> None:
    """Brings back what the load has changed."""
    with runs.taken_up(run_id, State.UNDOING) as run:
        if run is not None:
            undoing.undo(run)
            audit.record("import-undone", run=run.pk)


def write(run: ImportRun, records: list[Record], watch: Progress = lambda done, total: None) -> Plan:
    """Applies the records in the name of the run, which this process holds; returns the plan as it was carried out."""
    tell = runs.progress_of(run)

    def progress(done: int, total: int) -> None:
        tell(done, total)
        watch(done, total)

    plan = apply(
        records,
        complete=run.complete,
        may_leave=lambda leavers: run.leavers_confirmed is not None and leavers <= run.leavers_confirmed,
        progress=progress,
        written=lambda plan: runs.keep_plan(run, plan, State.APPLIED, preview=False),
    )
    audit.record("import-applied", run=run.pk, changes=len(plan.to_write))
    return plan


def records_of(rows: list[list[str]], found: dict[str, int]) -> list[Record]:
    """All rows below the heading as records; RefusedError with every error if one is wrong."""
    records, errors = parsing.parse_rows(rows[1:], found, timezone.localdate())
    known = set(Employee.objects.values_list("number", flat=True))
    named_in_file = {row[found["number"]] for row in rows[1:] if len(row) > found["number"]}
    errors += parsing.unknown_managers(records, known | named_in_file)
    if errors:
        raise RefusedError("", sorted(errors, key=lambda error: error.row))
    return records


def _rows(run: ImportRun) -> list[list[str]]:
    try:
        with run.local_file() as path:
            return read_rows(path)
    except UnreadableFileError as error:
        raise RefusedError(str(error)) from error


def _asks(run: ImportRun, rows: list[list[str]]) -> bool:
    """Keeps where each column stands; whether a person must be asked first."""
    found = columns.recognise(rows[0])
    if not run.columns_chosen:
        run.columns = found.columns
    run.headings = [_described(rows, index) for index in range(len(rows[0]))]
    ImportRun.objects.filter(pk=run.pk).update(headings=run.headings, columns=run.columns)
    if run.columns_chosen or found.is_sure:
        return False
    runs.finish(run, State.ASKED, report={"doubtful": found.doubtful})
    return True


def _described(rows: list[list[str]], index: int) -> dict[str, object]:
    values = (row[index][:SAMPLE_LENGTH] for row in rows[1:200] if len(row) > index and row[index])
    return {"heading": rows[0][index][:SAMPLE_LENGTH], "samples": list(dict.fromkeys(values))[:SAMPLES]}
