"""A task only nudges: what is to be done is in the rows, and the clock finds what a dead worker has left."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from films.models import Video
from films.pipeline import machine, storing
from portal.clock import periodic


@task(backend="heavy", queue_name="heavy")
def make_films() -> None:
    """Every video that waits for a worker."""
    machine.process_due()


@periodic("films-left", every=timedelta(seconds=20))
def nudge() -> None:
    """Videos whose worker died, or whose task was lost."""
    waiting = DBTaskResult.objects.ready().filter(backend_name="heavy", task_path=make_films.module_path)
    if Video.objects.due().exists() and not waiting.exists():
        make_films.enqueue()


@periodic("sweep-films", every=timedelta(hours=1), lease=timedelta(minutes=30))
def sweep() -> None:
    storing.sweep()
