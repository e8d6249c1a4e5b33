"""Fields that a load writes, and how their values are said."""

from __future__ import annotations

from datetime import date

from django.utils.dateparse import parse_date

# Fields that HR's file decides, as they are called in the report.
FIELDS = {
    "surname": "фамилия",
    "name": "имя",
    "patronymic": "отчество",
    "former_surname": "прежняя фамилия",
    "sex": "пол",
    "birth_date": "дата рождения",
    "hired_on": "дата приёма",
    "left_on": "дата увольнения",
    "phone": "рабочий телефон",
    "mobile": "мобильный телефон",
    "email": "почта",
}
LABELS = {**FIELDS, "manager": "руководитель", "post": "должность"}

# Of them, what is a date: as ISO text in a kept change.
DATES = ("birth_date", "hired_on", "left_on")


def shown(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value) if value else "пусто"


def differences(before: dict[str, object], after: dict[str, object]) -> list[tuple[str, str, str]]:
    """Of kept values (dates as ISO text) what people read: the field, old and new."""
    return [
        (label, _said(name, before.get(name)), _said(name, after[name]))
        for name, label in LABELS.items()
        if name in after
    ]


def _said(name: str, kept: object) -> str:
    if name == "sex":
        return {"f": "женский", "m": "мужской"}.get(kept, "пусто")
    return shown(parse_date(kept)) if kept and name in DATES else shown(kept)
