"""Where a load is on its way, drawn as the pipe."""

from __future__ import annotations

from people.models import ImportRun

State = ImportRun.State
TITLES = ("Файл", "Столбцы", "Проверка", "Запись", "Готово")
# The stage in hand, by state.
AT = {
    State.UPLOADED: 2,
    State.ASKED: 1,
    State.READY: 3,
    State.APPLYING: 3,
    State.REFUSED: 2,
    State.FAILED: 2,
}
NOW = {
    State.UPLOADED: "Читаем файл и сравниваем с порталом",
    State.APPLYING: "Применяем: всё сразу или ничего",
    State.UNDOING: "Возвращаем, как было",
}


def stages(run: ImportRun) -> list[dict[str, str]]:
    """Each with its title, `state` ("past", "now" or "") and, of the one in hand, how far it is."""
    at = AT.get(run.state, len(TITLES))
    return [
        {
            "title": title,
            "state": "past" if index < at else "now" if index == at else "",
            "at": f"{run.progress if run.is_working else 0}%",
        }
        for index, title in enumerate(TITLES)
    ]


def spoken(run: ImportRun) -> str:
    """What is being done now."""
    if run.is_working and not run.owner:
        return "Ждём фоновый процесс"
    return NOW.get(run.state, "")
