"""Employees from a file of the HR system. Exit status: 0 done, 1 the data are refused (nothing written), 2 wrong usage."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from people.importing import columns, parsing
from people.importing.applying import Report, TooManyLeaversError, apply
from people.importing.reading import UnreadableFileError, read_rows
from people.models import Employee

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
        records = self._records(file)
        try:
            report = apply(
                records, dry_run=dry_run, complete=complete, leavers_confirmed=confirm_leavers, progress=self._progress
            )
        except TooManyLeaversError as error:
            self._refuse(
                [f"В файле нет {error} работающих — больше десятой части. Если так и есть: --confirm-leavers."]
            )
        self._print(report, dry_run)

    def _records(self, file: Path) -> list[parsing.Record]:
        try:
            rows = read_rows(file)
        except UnreadableFileError as error:
            self._refuse([str(error)])
        found, missing = columns.recognise(rows[0])
        if missing:
            self._refuse([f"Нет столбца «{name}»." for name in missing])
        records, errors = parsing.parse_rows(rows[1:], found, timezone.localdate())
        known = set(Employee.objects.values_list("number", flat=True))
        named_in_file = {row[found["number"]] for row in rows[1:] if len(row) > found["number"]}
        errors += parsing.unknown_managers(records, known | named_in_file)
        if errors:
            self._refuse([str(error) for error in sorted(errors, key=lambda error: error.row)])
        return records

    def _refuse(self, reasons: list[str]) -> None:
        if self.as_json:
            self.stdout.write(json.dumps({"refused": reasons}, ensure_ascii=False, indent=1))
        else:
            self.stderr.write("Файл не принят, ничего не изменено:\n" + "\n".join(f"  {reason}" for reason in reasons))
        sys.exit(1)

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and (done % 200 == 0 or done == total):
            print(f"\r{done} из {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    def _print(self, report: Report, dry_run: bool) -> None:
        if self.as_json:
            self.stdout.write(json.dumps({"dry_run": dry_run, **asdict(report)}, ensure_ascii=False, indent=1))
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
