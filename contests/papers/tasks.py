"""What the heavy worker does for papers."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from django_tasks import task

from contests.papers import runs
from portal import problems, worker
from portal.clock import periodic

KEY = "contests.papers"


@task(backend="heavy", queue_name="heavy", priority=worker.WAITED_FOR)
def make(pk: int) -> None:
    """Makes the paper of a run. Begun again after a worker was killed, it starts anew."""
    run = runs.claim(pk)
    if run is None:
        return
    try:
        with tempfile.TemporaryDirectory(prefix="teplo-paper-") as folder:
            runs.keep(run, runs.paper(run.kind).maker(run, Path(folder), runs.teller(run)))
    except runs.StoppedError:
        return
    except runs.CannotError as error:
        runs.fail(run, str(error))
    except Exception as error:
        runs.fail(run, "Ошибка портала. Скажите администратору.")
        problems.report(KEY, "Бумага конкурса не готовится", repr(error))
        raise
    else:
        problems.mended(KEY)


@periodic("settle-contest-papers", every=timedelta(minutes=1))
def settle() -> None:
    runs.settle()
