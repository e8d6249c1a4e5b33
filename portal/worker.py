"""The background worker: the clock first, then one task, then the clock again; SIGTERM finishes the unit in hand."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connection, models
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from portal import clock, problems

log = logging.getLogger(__name__)

# A worker that has not been heard of for this long is dead, and others take over what it held.
DEAD_AFTER: timedelta = settings.WORKER_DEAD_AFTER
BEAT = DEAD_AFTER / 6
MOST_ATTEMPTS = 3
# The priority of a task whose progress somebody watches: before sizes of pictures, films and archives.
WAITED_FOR = 10


# The worker that this process is; work that keeps leases of its own signs with it.
current_id = f"{socket.gethostname()[:24]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


class WorkerBeat(models.Model):
    """A worker that is alive says so every few seconds."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    queue = models.CharField(max_length=32)
    beat = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "фоновый процесс"
        verbose_name_plural = "фоновые процессы"

    def __str__(self):
        return self.worker_id


class Worker(TaskWorker):
    """Serves one queue. Only the worker of the light queue keeps the clock, so that a film never delays publishing."""

    def __init__(self, queue: str, worker_id: str, interval: float = 0.5):
        super().__init__(
            queue_names=[queue],
            interval=0,
            batch=True,
            backend_name=queue,
            startup_delay=False,
            max_tasks=1,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self.queue, self.pause = queue, interval
        self._over = threading.Event()

    def run_forever(self) -> None:
        threading.Thread(target=self._beat, daemon=True).start()
        while self.running:
            worked = self._unit(self._tick) + self._unit(self._one_task)
            if self.running and not worked:
                time.sleep(self.pause)
        self._over.set()
        WorkerBeat.objects.filter(worker_id=self.worker_id).delete()

    def _unit(self, act: Callable[[], int]) -> int:
        """One indivisible piece of work: a first SIGTERM waits for its end (`running_task` is what the signal handler asks)."""
        close_old_connections()
        self.running_task = True
        try:
            return act()
        finally:
            self.running_task = False

    def _tick(self) -> int:
        if self.queue != "jobs":
            return 0
        clock.tick()
        return clock.run_due_jobs(self.worker_id)

    def _one_task(self) -> int:
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not ready.exists():
            return 0
        self._run_tasks = 0
        super().run()
        return self._run_tasks

    def _beat(self) -> None:
        while not self._over.wait(BEAT.total_seconds()):
            beat(self.worker_id, self.queue)
            connection.close()


def beat(worker_id: str, queue: str) -> None:
    """Says that the worker is alive."""
    WorkerBeat.objects.update_or_create(worker_id=worker_id, defaults={"queue": queue, "beat": timezone.now()})


def alive_workers() -> set[str]:
    """The ids of workers that have been heard of lately."""
    return set(WorkerBeat.objects.filter(beat__gt=timezone.now() - DEAD_AFTER).values_list("worker_id", flat=True))


def is_alive(queue: str = "jobs") -> bool:
    """Whether any worker of the queue has been heard of lately."""
    return WorkerBeat.objects.filter(queue=queue, beat__gt=timezone.now() - DEAD_AFTER).exists()


@clock.periodic("reap-tasks", every=timedelta(seconds=10))
def reap_tasks() -> None:
    """Gives the tasks of dead workers back to the queue; one that killed its worker three times is given up and reported."""
    alive = alive_workers()
    for task in DBTaskResult.objects.running():
        if not task.worker_ids or task.worker_ids[-1] not in alive:
            _give_back(task)
    WorkerBeat.objects.filter(beat__lt=timezone.now() - timedelta(days=1)).delete()


def _give_back(task: DBTaskResult) -> None:
    held = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING)
    if len(task.worker_ids) < MOST_ATTEMPTS:
        held.update(status=TaskResultStatus.READY, started_at=None)
        return
    task.set_failed(RuntimeError(f"the worker died {MOST_ATTEMPTS} times in this task"))
    problems.report(
        f"task:{task.pk}", f"Фоновая задача не выполнена: {task.task_path}", "процесс трижды прерван на ней"
    )
