"""S40: no cell of a file runs as a formula, neither when it comes nor when the report leaves."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from people.models import Employee
from portal.cells import DANGEROUS, neutralised, original
from tests.people.importing.loads import row

DANGERS = ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)"]


@given(st.text().filter(lambda text: not text.startswith("'")))
def test_what_leaves_neutralised_comes_back_as_it_was(text):
    assert not neutralised(text).lstrip(" ").startswith(DANGEROUS)
    assert original(neutralised(text)) == text


@pytest.mark.django_db
@pytest.mark.parametrize("danger", DANGERS)
def test_a_formula_is_refused_and_its_report_is_harmless(desk, danger):
    desk.upload(row(position=danger))
    (change,) = desk.run.changes.all()
    assert (change.after["row"], change.after["column"]) == (2, "Должность")
    assert change.note == "формула: уберите знак в начале"
    text = desk.open("report.csv").content.decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text), delimiter=";") for cell in line]
    assert "'" + danger in cells
    assert not any(cell.startswith(DANGEROUS) for cell in cells)
    sheet = load_workbook(io.BytesIO(desk.open("report.xlsx").content)).active
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "inlineStr"}
    assert danger in {cell.value for line in sheet.iter_rows() for cell in line}


@pytest.mark.django_db
def test_a_phone_with_a_plus_is_a_phone_also_with_the_apostrophe_of_a_report(desk):
    desk.load(row(phone="'+7 (965) 528-18-40"))
    assert Employee.objects.get().phone == "+7 (965) 528-18-40"
