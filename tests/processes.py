"""Real processes of the portal on the tests' own database: what a user has, a test has."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def environment(**more: str) -> dict[str, str]:
    """The environment in which a process sees the test database as its own."""
    name = str(connection.settings_dict["NAME"])
    base = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    location = settings.STORAGES["default"]["OPTIONS"]["location"]
    live = {"DJANGO_SETTINGS_MODULE": "tests.live_settings", "LIVE_DATABASE": name, "LIVE_MEDIA": location}
    return {**base, **live, "PYTHONUNBUFFERED": "1", **more}


@contextmanager
def worker(*options: str, **more: str):
    """A worker process; killed at the end if it still lives. `more` are variables of its environment."""
    command = [sys.executable, "manage.py", "worker", "--interval", "0.1", *options]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def wait_until(happened: Callable[[], object], seconds: float = 30) -> None:
    """Waits for it to happen, and fails the test if it does not."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"did not happen in {seconds} s"
        time.sleep(0.05)
