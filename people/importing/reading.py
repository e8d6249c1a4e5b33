"""From a file to rows of text: CSV in UTF-8 or Windows-1251 with `;` or `,`, or XLSX. Limits first, for files come from outside."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from portal.cells import original

LARGEST_FILE = 30 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 256
MOST_CELLS = 5_000_000
CHUNK = 1024 * 1024
# A cell of a sheet and, where it says so, its place: «<c r="B12"», or «<c».
CELL = re.compile(rb'<(?:\w+:)?c(?: [^<>]*?r="([A-Z]{1,3})(\d{1,7})")?[ />]')
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
    if max(map(len, rows)) > MOST_COLUMNS:
        raise UnreadableFileError(f"В файле больше {MOST_COLUMNS} столбцов: удалите лишние.")
    return rows


def _csv(path: Path) -> list[list[str]]:
    text = _decoded(path.read_bytes())
    heading = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=heading.count)
    csv.field_size_limit(LARGEST_FILE)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        trimmed = ([_kept(cell) for cell in row] for row in rows)
        return [row for row in trimmed if any(row)]
    except csv.Error as error:
        raise UnreadableFileError(f"Это не таблица CSV: {error}.") from error


def _kept(cell: str) -> str:
    """Trimmed, without the apostrophe of an export; what stands in many cells stands in memory once."""
    return sys.intern(original(cell.strip()))


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
    _refuse_bursting(path)
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        if sheet.total_height > MOST_ROWS:
            raise UnreadableFileError(f"В файле больше {MOST_ROWS} строк.")
        rows = [[_kept(_text(cell)) for cell in row] for row in sheet.iter_rows()]
    except CalamineError as error:
        raise UnreadableFileError("Файл XLSX не читается: повреждён или это не таблица.") from error
    return [row for row in rows if any(row)]


def _refuse_bursting(path: Path) -> None:
    """Calamine keeps the whole rectangle between the first and the last cell: two cells far apart would fill the memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFileError("Файл XLSX распаковывается в слишком большой: такие не читаем.")
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse_wide(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFileError("Файл XLSX не читается: повреждён или это не таблица.") from error


def _refuse_wide(archive: zipfile.ZipFile, name: str) -> None:
    cells, rest = 0, b""
    with archive.open(name) as sheet:
        while chunk := sheet.read(CHUNK):
            whole, cut, rest = (rest + chunk).rpartition(b"<")
            rest = cut + rest
            found = CELL.findall(whole)
            cells += len(found)
            _refuse_far(cells, found)


def _refuse_far(cells: int, found: list[tuple[bytes, bytes]]) -> None:
    last_row = max((int(row) for _, row in found if row), default=0)
    last_column = max((_column(letters) for letters, _ in found if letters), default=0)
    if cells > MOST_CELLS or last_row > MOST_ROWS + 1:
        raise UnreadableFileError(f"В файле больше {MOST_ROWS} строк.")
    if last_column > MOST_COLUMNS:
        raise UnreadableFileError(f"В файле больше {MOST_COLUMNS} столбцов: удалите лишние.")


def _column(letters: bytes) -> int:
    """«A» is 1, «AB» is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(cell) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()
