"""From one claimed video to a film: stage after stage, beginning where a killed worker has left off."""

from __future__ import annotations

import errno
import logging
from pathlib import Path

from films.models import Video
from films.models.video import MOST_ATTEMPTS
from films.pipeline import limits, work
from films.pipeline.holding import Hold, LostError
from films.pipeline.limits import RefusedError
from films.pipeline.probe import probe
from films.pipeline.stages import Job, Stage, stages_for
from films.pipeline.storing import publish
from films.pipeline.tools import ToolError

log = logging.getLogger(__name__)


def process_due() -> int:
    """Every video that waits, one after another; whatever is wrong with one, the next has its turn. Answers how many."""
    done = 0
    while (video := Video.objects.due().first()) is not None:
        if video.claim():
            process(video)
            done += 1
    return done


def process(video: Video) -> None:
    """A claimed video becomes ready, failed with a reason in Russian, or is left to who has taken it over."""
    hold = Hold(video)
    try:
        _make(video, hold)
    except LostError:
        log.info("video %s is not ours any more", video.pk)
    except RefusedError as error:
        _fail(hold, str(error))
    except ToolError as error:
        log.warning("video %s: %s", video.pk, error)
        _fail(hold, limits.BROKEN.format("программа сжатия остановилась"))
    except OSError as error:
        log.exception("video %s", video.pk)
        _fail(hold, limits.NO_SPACE if error.errno == errno.ENOSPC else limits.BROKEN.format("ошибка диска"))
    except Exception:  # the boundary of one video: the next one must have its turn
        log.exception("video %s", video.pk)
        _fail(hold, limits.BROKEN.format("внутренняя ошибка"))
    if not Video.objects.filter(pk=video.pk, state__in=Video.UNFINISHED).exists():
        work.forget(video)


def _make(video: Video, hold: Hold) -> None:
    if video.attempts > MOST_ATTEMPTS:
        raise RefusedError(limits.INTERRUPTED)
    folder = work.folder_of(video)
    source = work.source_of(video, folder)
    if not video.facts:
        hold.write(stage="Проверяем файл", facts=probe(source))
    stages = stages_for(video.facts)
    whole = sum(stage.weight for stage in stages)
    begun = 0.0
    for stage in stages:
        share = stage.weight / whole
        hold.enter(stage.title, begun, share)
        if not work.is_done(folder, stage.name):
            _do(video, hold, stage, folder, source)
        begun += share
    publish(video, hold, folder)


def _do(video: Video, hold: Hold, stage: Stage, folder: Path, source: Path) -> None:
    out = work.new_out(folder, stage.name)
    remark = stage.act(Job(source, video.facts, folder, out), hold.tick)
    hold.write(attempts=0, **({"remark": remark} if remark else {}))
    work.finish(folder, out, stage.name)


def _fail(hold: Hold, reason: str) -> None:
    try:
        hold.write(state=Video.State.FAILED, reason=reason, stage="", lease_until=None, next_folder="")
    except LostError:
        log.info("video %s failed, but is not ours any more", hold.video.pk)
