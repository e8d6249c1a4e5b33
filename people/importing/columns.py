"""Which column holds what, however HR spells the heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz

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
# Likeness of headings, 0 to 100: a slip of the pen is sure, less is asked, still less is another thing.
SURE = 90
DOUBTFUL = 65
CLEARLY_BETTER = 5
# «Телефон на работе» holds all of «телефон»: worth a question, never sure.
HOLDS_ALL = 0.8


@dataclass
class Recognised:
    """Where each field stands (`columns`), where it may stand (`doubtful`)."""

    columns: dict[str, int] = field(default_factory=dict)
    doubtful: dict[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """Headings of the required fields that were not found."""
        return [HEADINGS[name][0] for name in REQUIRED if name not in self.columns]

    @property
    def is_sure(self) -> bool:
        return not (self.missing or self.doubtful)


def simplified(heading: str) -> str:
    """«Таб. №  » and «таб №» are the same."""
    return " ".join(re.sub(r"[^\w№]+", " ", heading.lower().replace("ё", "е")).split())


SPELLINGS = {simplified(word): name for name, words in HEADINGS.items() for word in words}


def recognise(heading: list[str]) -> Recognised:
    """Exact spellings first, then near ones among the columns and fields that are left."""
    found = Recognised()
    rest = []
    for index, cell in enumerate(heading):
        name = SPELLINGS.get(simplified(cell))
        if name and name not in found.columns:
            found.columns[name] = index
        elif not name and cell:
            rest.append((index, cell))
    guesses = sorted((_nearest(cell), index) for index, cell in rest)
    for (likeness, is_clear, name), index in reversed(guesses):
        if name not in found.columns and name not in found.doubtful and likeness >= DOUBTFUL:
            (found.columns if is_clear and likeness >= SURE else found.doubtful)[name] = index
    return found


def _nearest(heading: str) -> tuple[float, bool, str]:
    """The likeness of the likeliest field, whether no other comes near, and its name."""
    likeness: dict[str, float] = {}
    said = simplified(heading)
    for spelling, name in SPELLINGS.items():
        alike = max(fuzz.ratio(said, spelling), HOLDS_ALL * fuzz.token_set_ratio(said, spelling))
        likeness[name] = max(likeness.get(name, 0), alike)
    best, second = sorted(likeness, key=likeness.get, reverse=True)[:2]
    return likeness[best], likeness[best] - likeness[second] >= CLEARLY_BETTER, best
