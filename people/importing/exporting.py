"""The report of a load as a table to take away; no cell of it can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from people.importing.cells import neutralised_row
from people.models import ImportedChange, ImportRun

HEADING = ["Что", "Табельный номер", "Сотрудник", "Строка файла", "Поле", "Было", "Стало", "Примечание"]
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(run: ImportRun) -> bytes:
    """For Excel as HR has it: semicolons, UTF-8 with a mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in _rows(run):
        writer.writerow(neutralised_row(row))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(run: ImportRun) -> bytes:
    """Every cell is a string."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Загрузка")
    for row in _rows(run):
        sheet.append([_string(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _string(sheet, value: object) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, str(value))
    cell.data_type = "s"
    return cell


def _rows(run: ImportRun) -> Iterator[list[object]]:
    yield HEADING
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
