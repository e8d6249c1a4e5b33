"""Tasks that the worker's tests run in a process of their own."""

import os
import signal
import time
from pathlib import Path

from django_tasks import task


@task(backend="jobs", queue_name="jobs")
def write(path: str, text: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)


@task(backend="jobs", queue_name="jobs")
def slow_write(path: str, text: str) -> None:
    Path(path + ".begun").touch()
    time.sleep(1)
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)


@task(backend="jobs", queue_name="jobs")
def kill_the_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
