"""Which moments of a published contest may still be moved: pure."""

from __future__ import annotations

from datetime import datetime

from contests.stages import Moments, Stage, stage_at

BEGUN = "Этот этап уже начался, его не перенести."
PASSED = "Этот момент уже прошёл."


def why_not(moments: Moments, stage: Stage, wanted: datetime | None, now: datetime) -> str:
    """What stops a stage from beginning at `wanted`, where `moments` were announced; empty: nothing.

    What has begun stays as it was. One exception harms nobody: entries are reopened while only the check has begun.
    """
    begins = moments[stage]
    if begins == wanted:
        return ""
    if begins and begins <= now and not (stage is Stage.REVIEW and stage_at(moments, now) is Stage.REVIEW):
        return BEGUN
    return PASSED if wanted and wanted <= now else ""
