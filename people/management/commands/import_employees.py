"""Employees from a file of the HR system. Exit status: 0 done, 1 the data are refused (nothing written), 2 wrong usage."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from people.importing import columns, runs, tasks
from people.importing.applying import Report, StaffChangedError, report_of
from people.importing.parsing import Record, RowError
from people.importing.planning import Plan, TooManyLeaversError, make_plan
from people.importing.reading import UnreadableFileError, read_rows
from people.models import ImportRun

SHOWN = 20


class Command(BaseCommand):
    help = "Imports employees from CSV (UTF-8 or Windows-1251; «;» or «,») or XLSX: all rows or none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--complete", action="store_true", help="whoever is not in the file has left")
        parser.add_argument("--confirm-leavers", action="store_true", help="with --complete: more than 10 %% may leave")

    def handle(self, *, file, dry_run, json, complete, confirm_leavers, **options):
        self.as_json = json
        if not file.is_file():
            raise CommandError(f"Нет такого файла: {file}", returncode=2)
        run = None if dry_run else self._begun(file, complete, confirm_leavers)
        try:
            records = self._records(file)
            plan = tasks.write(run, records, self._progress) if run else self._tried(records, complete, confirm_leavers)
        except tasks.RefusedError as refusal:
            self._refuse(run, refusal.errors or [refusal.reason])
        except TooManyLeaversError as error:
            self._refuse(
                run, [f"В файле нет {error} работающих — больше десятой части. Если так и есть: --confirm-leavers."]
            )
        except StaffChangedError:
            self._refuse(run, [tasks.RESTLESS])
        self._print(report_of(plan), dry_run)

    def _begun(self, file: Path, complete: bool, confirmed: bool) -> ImportRun:
        runs.settle_expired()
        try:
            return runs.begin_command(file.name, complete, confirmed)
        except runs.BusyError:
            self._refuse(None, ["Сейчас применяется другая загрузка: повторите, когда она закончится."])

    def _tried(self, records: list[Record], complete: bool, confirmed: bool) -> Plan:
        plan = make_plan(records, complete, self._progress)
        if plan.leavers_to_confirm and not confirmed:
            raise TooManyLeaversError(plan.leavers_to_confirm)
        return plan

    def _records(self, file: Path) -> list[Record]:
        try:
            rows = read_rows(file)
        except UnreadableFileError as error:
            raise tasks.RefusedError(str(error)) from error
        found = columns.recognise(rows[0])
        if found.missing:
            raise tasks.RefusedError("\n  ".join(f"Нет столбца «{name}»." for name in found.missing))
        return tasks.records_of(rows, found.columns)

    def _refuse(self, run: ImportRun | None, reasons: list[RowError] | list[str]) -> None:
        if run:
            errors = [reason for reason in reasons if isinstance(reason, RowError)]
            runs.refuse(run, "" if errors else reasons[0], errors)
        lines = [str(reason) for reason in reasons]
        if self.as_json:
            self.stdout.write(json.dumps({"refused": lines}, ensure_ascii=False, indent=1))
        else:
            self.stderr.write("Файл не принят, ничего не изменено:\n" + "\n".join(f"  {line}" for line in lines))
        sys.exit(1)

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and (done % 200 == 0 or done == total):
            print(f"\r{done} из {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    def _print(self, report: Report, dry_run: bool) -> None:
        if self.as_json:
            # Piece by piece: of fifty thousand changes the text alone would weigh as much as everything else.
            encoder = json.JSONEncoder(ensure_ascii=False, indent=1)
            for piece in encoder.iterencode({"dry_run": dry_run, **vars(report)}):
                self.stdout.write(piece, ending="")
            self.stdout.write()
            return
        if dry_run:
            self.stdout.write("Проба: ничего не записано.")
        if report.nothing:
            self.stdout.write(f"Изменений нет: {report.unchanged} сотрудников уже такие, как в файле.")
        else:
            self.stdout.write(
                f"Новых {len(report.new)}, изменено {len(report.changed)}, уволено {len(report.left)}, без изменений {report.unchanged}."
            )
        for number, changes in list(report.changed.items())[:SHOWN]:
            self.stdout.write(f"  {number}: {'; '.join(changes)}")
        if report.absent:
            shown = ", ".join(report.absent[:SHOWN]) + ("…" if len(report.absent) > SHOWN else "")
            self.stdout.write(f"Нет в файле, оставлены как есть: {len(report.absent)} ({shown}).")
