"""A paper as a tab of the desk shows it: the button, the progress, the file."""

from __future__ import annotations

from dataclasses import dataclass

from contests.models import ContestPage, PaperRun
from contests.papers import runs
from portal import worker

WORDS = {
    PaperRun.Kind.DIPLOMAS: ("Собрать все дипломы в PDF", "Собрать заново", "Скачать дипломы"),
    PaperRun.Kind.PROTOCOL: ("Подготовить протокол", "Подготовить заново", "Протокол для подписи"),
    PaperRun.Kind.WORKS: ("Собрать архив работ", "Собрать заново", "Скачать архив"),
}


@dataclass(frozen=True)
class Shown:
    """What the button says before, again, and for the file."""

    kind: str
    prepare: str
    again: str
    take: str
    run: PaperRun | None
    worker: bool


def shown(contest: ContestPage, kind: str) -> Shown:
    run = runs.newest(contest, kind)
    return Shown(str(kind), *WORDS[kind], run, worker.is_alive("heavy") if run and run.is_active else True)
