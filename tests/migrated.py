"""A migrated SQLite database, made once for the migrations that there are: each worker of a run, and each later run, begins with a copy."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from django.conf import settings


def copy_to(target: Path) -> None:
    """A fresh copy at `target`, whatever was there before."""
    kept = settings.DATA_DIR / f"migrated-{_digest()}.sqlite3"
    with (settings.DATA_DIR / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _make(kept)
    for suffix in ("", "-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _make(kept: Path) -> None:
    for outdated in kept.parent.glob("migrated-*.sqlite3"):
        outdated.unlink()
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        environment = {**os.environ, "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
        (Path(folder) / "teplo.sqlite3").rename(kept)


def _digest() -> str:
    """Of all that decides what a migrated database is."""
    files = [*sorted(settings.BASE_DIR.glob("*/migrations/*.py")), settings.BASE_DIR / "requirements.txt"]
    return sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()[:16]
