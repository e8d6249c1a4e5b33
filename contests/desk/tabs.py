"""The tabs of one contest on the desk, in their order: whoever makes a room adds its line here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """`url_name` takes the contest's pk; addresses lie under /admin/contests/<pk>/."""

    label: str
    url_name: str


TABS = [
    Tab("Ход", "contests_course"),
    Tab("Проверка работ", "contests_moderation"),
    Tab("Голосование", "contests_voting"),
    Tab("Жюри", "contests_jury"),
    Tab("Итоги", "contests_results"),
    Tab("Дипломы", "contests_diplomas"),
    Tab("После", "contests_after"),
]
