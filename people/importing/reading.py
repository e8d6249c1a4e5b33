"""From a file to rows of text: CSV in UTF-8 or Windows-1251 with `;` or `,`, or XLSX. Limits first, for files come from outside."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

LARGEST_FILE = 30 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 200_000
LONGEST_CELL = 2_000
ENCODINGS = ("utf-8-sig", "cp1251")


class UnreadableFileError(Exception):
    """The file as a whole cannot be taken; the text is Russian and says why."""


def read_rows(path: Path) -> list[list[str]]:
    """All rows, the heading first; cells are trimmed text, dates as 2026-02-24."""
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableFileError(f"Файл больше {LARGEST_FILE // 1024**2} МБ.")
    rows = _xlsx(path) if zipfile.is_zipfile(path) else _csv(path)
    if not rows:
        raise UnreadableFileError("Файл пуст.")
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(f"В файле больше {MOST_ROWS} строк.")
    return rows


def _csv(path: Path) -> list[list[str]]:
    text = _decoded(path.read_bytes())
    heading = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=heading.count)
    csv.field_size_limit(LARGEST_FILE)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableFileError(f"Это не таблица CSV: {error}.") from error
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise UnreadableFileError("Это не таблица: нужен файл CSV или XLSX.")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError("Кодировка не распознана: сохраните файл в UTF-8 или Windows-1251.")


def _xlsx(path: Path) -> list[list[str]]:
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
            raise UnreadableFileError("Файл XLSX распаковывается в слишком большой: такие не читаем.")
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        if sheet.total_height > MOST_ROWS:
            raise UnreadableFileError(f"В файле больше {MOST_ROWS} строк.")
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    except CalamineError as error:
        raise UnreadableFileError("Файл XLSX не читается: повреждён или это не таблица.") from error
    return [row for row in rows if any(row)]


def _text(cell) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()
