"""From a row of text to a record, or to the reasons why not. Pure: knows no database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people import names
from people.importing.columns import HEADINGS
from people.importing.reading import LONGEST_CELL
from portal.cells import DANGEROUS

LENGTHS = {
    "number": 32,
    "position": 160,
    "town": 80,
    "phone": 40,
    "mobile": 40,
    "subdivision": 600,
    "former_surname": 80,
}
NAME_LENGTH = 80
UNIT_LENGTH = 200
DEMO_PREFIX = "D"
YOUNGEST = 14
EXCEL_EPOCH = date(1899, 12, 30)
RUSSIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
PHONE = re.compile(r"\+?[\d(][\d\s()-]*")
SEXES = {"ж": "f", "жен": "f", "женский": "f", "f": "f", "м": "m", "муж": "m", "мужской": "m", "m": "m"}


@dataclass(frozen=True)
class RowError:
    """What is wrong with one cell: row as in the file (the heading is row 1), heading, value and reason in Russian."""

    row: int
    column: str
    value: str
    reason: str

    def __str__(self):
        shown = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        return f"строка {self.row}, «{self.column}», «{shown}»: {self.reason}"


@dataclass(frozen=True, slots=True)
class Record:
    """One employee as HR's file has him or her."""

    row: int
    number: str
    name: names.FullName
    sex: str
    birth_date: date
    units: tuple[str, ...]
    position: str
    hired_on: date | None = None
    left_on: date | None = None
    town: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    manager: str = ""
    former_surname: str = ""
    unknown: frozenset[str] = frozenset()  # fields of which the file has no column: it says nothing of them


def parse_rows(rows: list[list[str]], columns: dict[str, int], today: date) -> tuple[list[Record], list[RowError]]:
    """All records and all errors of the rows below the heading; a number that stands twice is an error of the second."""
    records, errors, seen = [], [], {}
    unknown = frozenset(HEADINGS.keys() - columns.keys())
    for row_number, row in enumerate(rows, start=2):
        cells = {field: row[index] if index < len(row) else "" for field, index in columns.items()}
        found = list(_problems(row_number, row, cells, columns, today))
        number = cells["number"]
        if number in seen:
            found.append(_error(row_number, "number", number, f"этот номер уже есть в строке {seen[number]}"))
        elif number:
            seen[number] = row_number
        errors += found
        if not found:
            records.append(_record(row_number, cells, unknown))
    return records, errors


def unknown_managers(records: list[Record], known: set[str]) -> list[RowError]:
    """Managers who stand neither in the file nor among `known` numbers."""
    present = known | {record.number for record in records}
    return [
        _error(record.row, "manager", record.manager, "такого табельного номера нет ни в файле, ни на портале")
        for record in records
        if record.manager and record.manager not in present
    ]


def _error(row: int, field: str, value: str, reason: str) -> RowError:
    return RowError(row, HEADINGS[field][0], value, reason)


def _problems(
    number: int, row: list[str], cells: dict[str, str], columns: dict[str, int], today: date
) -> Iterator[RowError]:
    if len(row) < len(columns):
        yield RowError(
            number,
            HEADINGS["number"][0],
            cells["number"],
            f"строка короче заголовка: {len(row)} из {len(columns)} ячеек",
        )
        return
    for field, value in cells.items():
        reason = _hostile(value, field) or CHECKS.get(field, _fits)(value, field, today)
        if reason:
            yield _error(number, field, value, reason)
    hired, left = parse_date(cells.get("hired_on", "")), parse_date(cells.get("left_on", ""))
    if hired and left and left < hired:
        yield _error(number, "left_on", cells["left_on"], "уволен раньше, чем принят")


def _hostile(value: str, field: str) -> str | None:
    is_phone = field in ("phone", "mobile") and PHONE.fullmatch(value)
    if value.startswith(DANGEROUS) and not is_phone:
        return "формула: уберите знак в начале"
    if "<" in value or ">" in value:
        return "разметка недопустима"
    return "слишком длинно" if len(value) > LONGEST_CELL else None


def _fits(value: str, field: str, today: date) -> str | None:
    limit = LENGTHS.get(field)
    return f"длиннее {limit} знаков" if limit and len(value) > limit else None


def _number(value: str, field: str, today: date) -> str | None:
    if not value:
        return "пусто"
    if value.upper().startswith((DEMO_PREFIX, "Д")):
        return "номера на «D» заняты демонстрацией"
    return None if re.fullmatch(r"[\w./-]{1,32}", value) else "не похоже на табельный номер"


def _full_name(value: str, field: str, today: date) -> str | None:
    if not value:
        return "пусто"
    name = names.parse(value)
    if name is None:
        return "нужны фамилия, имя и отчество"
    too_long = any(len(part) > NAME_LENGTH for part in (name.surname, name.name, name.patronymic))
    return f"длиннее {NAME_LENGTH} знаков" if too_long else None


def _sex(value: str, field: str, today: date) -> str | None:
    return None if value.lower().rstrip(".") in SEXES else "нужно «М» или «Ж»"


def _birth_date(value: str, field: str, today: date) -> str | None:
    born = parse_date(value)
    if born is None:
        return "такой даты нет" if value else "пусто"
    if born > today:
        return "дата в будущем"
    return None if today.year - born.year >= YOUNGEST else f"моложе {YOUNGEST} лет"


def _date(value: str, field: str, today: date) -> str | None:
    return "такой даты нет" if value and parse_date(value) is None else None


def _units(value: str, field: str, today: date) -> str | None:
    units = split_units(value)
    if not units:
        return "пусто"
    return f"название длиннее {UNIT_LENGTH} знаков" if any(len(unit) > UNIT_LENGTH for unit in units) else None


def _position(value: str, field: str, today: date) -> str | None:
    return _fits(value, field, today) if value else "пусто"


def _email(value: str, field: str, today: date) -> str | None:
    if not value:
        return None
    try:
        validate_email(value)
    except ValidationError:
        return "не похоже на адрес почты"
    return None


CHECKS = {
    "number": _number,
    "full_name": _full_name,
    "sex": _sex,
    "birth_date": _birth_date,
    "hired_on": _date,
    "left_on": _date,
    "subdivision": _units,
    "position": _position,
    "email": _email,
}


@lru_cache(20_000)
def parse_date(text: str) -> date | None:
    """24.02.2026, 2026-02-24 or Excel's day number; None if there is no such day."""
    if russian := RUSSIAN_DATE.fullmatch(text):
        return _day(int(russian[3]), int(russian[2]), int(russian[1]))
    if iso := ISO_DATE.fullmatch(text):
        return _day(*map(int, iso.groups()))
    if text.isdecimal() and 1 < int(text) < 100_000:
        return EXCEL_EPOCH + timedelta(days=int(text))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(10_000)
def split_units(text: str) -> tuple[str, ...]:
    """«Филиал … / Служба …» from the root down."""
    return tuple(part.strip() for part in text.split(" / ") if part.strip())


def _record(row: int, cells: dict[str, str], unknown: frozenset[str]) -> Record:
    plain = ("town", "phone", "mobile", "email", "manager", "former_surname")
    return Record(
        row=row,
        number=cells["number"],
        name=names.parse(cells["full_name"]),
        sex=SEXES[cells["sex"].lower().rstrip(".")],
        birth_date=parse_date(cells["birth_date"]),
        units=split_units(cells["subdivision"]),
        position=cells["position"],
        hired_on=parse_date(cells.get("hired_on", "")),
        left_on=parse_date(cells.get("left_on", "")),
        **{field: cells.get(field, "") for field in plain},
        unknown=unknown,
    )
