"""The report of a load as a table to take away; no cell of it can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from people.models import ImportedChange, ImportRun
from portal import tables
from portal.cells import neutralised_row

HEADING = ["Что", "Табельный номер", "Сотрудник", "Строка файла", "Поле", "Было", "Стало", "Примечание"]
CSV_TYPE = "text/csv; charset=utf-8"


def as_csv(run: ImportRun) -> bytes:
    """For Excel as HR has it: semicolons, UTF-8 with a mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in (HEADING, *_rows(run)):
        writer.writerow(neutralised_row(row))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(run: ImportRun) -> bytes:
    return tables.xlsx("Загрузка", HEADING, _rows(run))


def _rows(run: ImportRun) -> Iterator[list[object]]:
    for change in run.changes.iterator():
        yield from _of(change)


def _of(change: ImportedChange) -> Iterator[list[object]]:
    kind = change.get_kind_display()
    if change.kind == ImportedChange.Kind.REFUSED:
        cell = change.after
        yield [kind, "", "", cell["row"], cell["column"], cell["value"], "", change.note]
    elif change.kind in (ImportedChange.Kind.CHANGED, ImportedChange.Kind.LEFT):
        for label, before, after in change.differences:
            yield [kind, change.number, change.title, "", label, before, after, change.note]
    else:
        yield [kind, change.number, change.title, "", "", "", change.after.get("post", ""), change.note]
