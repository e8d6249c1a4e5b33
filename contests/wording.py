"""What is said when a stage moves: «Приём работ продлён до 20 февраля, 18:00»."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from contests.stages import Stage
from portal.dates import NBSP

BEGINS = {
    Stage.ENTRIES: "Приём работ начнётся",
    Stage.VOTING: "Голосование начнётся",
    Stage.JURY: "Жюри начнёт судить",
    Stage.RESULTS: "Итоги подведём",
}
NONE = {Stage.VOTING: "Голосования не будет", Stage.JURY: "Жюри не будет"}


def moment(when: datetime) -> str:
    """«20 февраля, 18:00», in the company's time."""
    return date_format(timezone.localtime(when), "j E, G:i").replace(" ", NBSP)


def moved(stage: Stage, before: datetime | None, after: datetime | None) -> str:
    """One sentence without its full stop."""
    if after is None:
        return NONE[stage]
    if stage is not Stage.REVIEW:
        return f"{BEGINS[stage]} {moment(after)}"
    later = before is None or after > before
    return f"Приём работ продлён до {moment(after)}" if later else f"Приём работ закончится раньше: {moment(after)}"


def with_reason(sentence: str, reason: str) -> str:
    return f"{sentence}: {reason}" if reason else sentence
