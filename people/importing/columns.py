"""Which column holds what, however HR spells the heading."""

from __future__ import annotations

import re

# Field: its heading as HR's file has it (named in errors), and other spellings.
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("Табельный номер", "таб номер", "таб №", "табельный", "personnel number"),
    "full_name": ("Сотрудник", "фио", "фамилия имя отчество", "работник"),
    "sex": ("Пол",),
    "birth_date": ("Дата рождения", "родился", "др"),
    "subdivision": ("Подразделение", "отдел", "структурное подразделение"),
    "position": ("Должность", "профессия"),
    "hired_on": ("Дата приема", "дата приёма на работу", "принят"),
    "left_on": ("Дата увольнения", "уволен"),
    "town": ("Город", "населенный пункт"),
    "phone": ("Рабочий телефон", "телефон", "внутренний телефон"),
    "mobile": ("Мобильный телефон", "мобильный", "сотовый"),
    "email": ("E-mail", "почта", "электронная почта", "эл почта"),
    "manager": ("Табельный номер руководителя", "руководитель", "таб номер руководителя"),
    "former_surname": ("Прежняя фамилия", "девичья фамилия"),
}
REQUIRED = ("number", "full_name", "sex", "birth_date", "subdivision", "position")


def simplified(heading: str) -> str:
    """«Таб. №  » and «таб №» are the same."""
    return " ".join(re.sub(r"[^\w№]+", " ", heading.lower().replace("ё", "е")).split())


def recognise(heading: list[str]) -> tuple[dict[str, int], list[str]]:
    """Where each field stands, and the required headings that were not found."""
    spellings = {simplified(word): field for field, words in HEADINGS.items() for word in words}
    found: dict[str, int] = {}
    for index, cell in enumerate(heading):
        field = spellings.get(simplified(cell))
        if field and field not in found:
            found[field] = index
    return found, [HEADINGS[field][0] for field in REQUIRED if field not in found]
