"""Tables, typed in or pasted from Excel."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 100, 12, 500
ROW_HEADS, COLUMN_HEADS = ("row", "both"), ("column", "both")
NUMBER = re.compile(r"[+−–-]?\d[\d\s.,:]*(?:%|°C|₽)?")
IN_A_COLUMN = 5  # so many columns fit into the width of the text
MENU = {
    "row_above": "Строку выше",
    "row_below": "Строку ниже",
    "col_left": "Столбец слева",
    "col_right": "Столбец справа",
    "remove_row": "Убрать строку",
    "remove_col": "Убрать столбец",
    "undo": "Отменить",
    "redo": "Вернуть",
}
OPTIONS = {"language": "en-US", "contextMenu": {"items": {action: {"name": name} for action, name in MENU.items()}}}
HELP = "Вставьте из Excel или впишите. Строки и столбцы добавляет правая кнопка мыши, на телефоне — долгое нажатие."
EMPTY = {"data": [["", "", ""]] * 3, "table_header_choice": "row", "table_caption": ""}


@dataclass(frozen=True)
class Cell:
    """One cell as the page shows it. `scope` is «col» or «row» for a heading, `number` stands for a column of numbers."""

    text: str
    scope: str = ""
    number: bool = False


class TableBlock(WagtailTableBlock):
    """Wagtail's grid, into which a part of a spreadsheet can be pasted; shown by a template of ours, cells as plain text."""

    def __init__(self, **kwargs):
        super().__init__(**{"table_options": OPTIONS, "default": EMPTY, "help_text": HELP, **kwargs})

    class Meta:
        label = "Таблица"
        icon = "table"
        group = "Врезки"
        template = "portal/blocks/table.html"
        description = "До 12 столбцов. Можно вставить прямо из Excel. На телефоне прокручивается внутри себя."
        preview_value = {
            "data": [
                ["Город", "Труба, мм", "Домов", "Без тепла, ч"],
                ["Тихорецк", "400", "14", "6"],
                ["Апшеронск", "219", "9", "9"],
                ["Усть-Лабинск", "159", "3", "2,5"],
            ],
            "table_header_choice": "both",
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_caption": "Три зимние аварии",
        }

    def value_from_form(self, value):
        try:
            return json.loads(value)
        except (TypeError, ValueError):
            return None

    def clean(self, value):
        if not _is_grid(value):
            raise ValidationError("Таблица не прочиталась. Вставьте её ещё раз.")
        value = {**value, "data": _without_blank_edges(value["data"])}
        if len(value["data"]) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in value["data"]):
            raise ValidationError(
                f"Не больше {MOST_ROWS} строк и {MOST_COLUMNS} столбцов: большее лучше приложить файлом."
            )
        if any(len(_text(cell)) > LONGEST_CELL for row in value["data"] for cell in row):
            raise ValidationError(f"В ячейке не больше {LONGEST_CELL} знаков.")
        if not any(map(any, value["data"])) and not self.is_deferred_validation:
            raise ValidationError("Впишите в таблицу хоть что-нибудь.")
        return super().clean(value)

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | _shown(value)

    def render(self, value, context=None):
        return super().render(value, {**(context or {}), **_shown(value)})


def _shown(value: object) -> dict[str, object]:
    """What the template needs; nothing for what is no table."""
    if not _is_grid(value):
        return {}
    head, *rows = grid(value)
    headed = value.get("table_header_choice") in ROW_HEADS
    shown = {"head": head if headed else [], "rows": rows if headed else [head, *rows]}
    return shown | {"caption": _text(value.get("table_caption")), "narrow": len(head) <= IN_A_COLUMN}


def grid(value: dict) -> list[list[Cell]]:
    """The rows of a stored table, at least one, all of one length."""
    rows = [[_text(cell) for cell in row] for row in value["data"]] or [[""]]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    choice = value.get("table_header_choice")
    body = rows[1:] if choice in ROW_HEADS else rows
    numbers = [_are_numbers(column) for column in zip(*body, strict=True)] or [False] * width
    return [[Cell(text, _scope(choice, y, x), numbers[x]) for x, text in enumerate(row)] for y, row in enumerate(rows)]


def _scope(choice: object, y: int, x: int) -> str:
    if y == 0 and choice in ROW_HEADS:
        return "col"
    return "row" if x == 0 and choice in COLUMN_HEADS else ""


def _are_numbers(column: tuple[str, ...]) -> bool:
    filled = [text for text in column if text]
    return bool(filled) and all(NUMBER.fullmatch(text) for text in filled)


def _text(cell: object) -> str:
    return str(cell).strip() if isinstance(cell, str | int | float) else ""


def _is_grid(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("data"), list):
        return False
    return all(
        isinstance(row, list) and all(cell is None or isinstance(cell, str | int | float) for cell in row)
        for row in value["data"]
    )


def _without_blank_edges(rows: list[list]) -> list[list]:
    """Empty rows at the end and empty columns at the right, as a paste leaves them, go."""
    texts = [[_text(cell) for cell in row] for row in rows]
    height = max((y + 1 for y, row in enumerate(texts) if any(row)), default=0)
    width = max((x + 1 for row in texts for x, text in enumerate(row) if text), default=0)
    return [row[:width] for row in texts[:height]]
