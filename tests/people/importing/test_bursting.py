"""S34: tables made to fill the memory are refused quickly, with a sentence."""

import time
import zipfile

import pytest
from openpyxl import Workbook

from people.importing.reading import UnreadableFileError, read_rows


def sheet_of(tmp_path, content: str):
    """An XLSX with this as its only sheet."""
    honest, path = tmp_path / "honest.xlsx", tmp_path / "staff.xlsx"
    Workbook().save(honest)
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, content if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return path


def sheet(*cells: str, prefix: str = "") -> str:
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = "".join(f'<row><{prefix}c r="{cell}" t="n"><v>1</v></{prefix}c></row>' for cell in cells)
    return f"<worksheet {namespace}><sheetData>{rows}</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [(["A1", "XFD1"], "столбцов"), (["A1", "A1048576"], "строк"), (["A1", "XFD1048576"], "строк")],
)
def test_two_cells_far_apart_are_refused_before_the_rectangle_between_them_is_made(tmp_path, cells, reason):
    begun = time.monotonic()
    with pytest.raises(UnreadableFileError, match=reason):
        read_rows(sheet_of(tmp_path, sheet(*cells)))
    assert time.monotonic() - begun < 5


def test_more_cells_than_any_staff_has_are_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="строк"):
        read_rows(
            sheet_of(tmp_path, "<worksheet><sheetData><row>" + "<c/>" * 5_100_000 + "</row></sheetData></worksheet>")
        )


def test_what_unpacks_to_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "staff.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made, made.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(301):
            part.write(b"0" * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="слишком большой"):
        read_rows(path)


def test_a_broken_archive_is_refused(tmp_path):
    path = sheet_of(tmp_path, sheet("A1"))
    content = bytearray(path.read_bytes())
    packed = content.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml")
    content[packed : packed + 20] = b"x" * 20
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="не читается"):
        read_rows(path)
