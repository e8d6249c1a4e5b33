"""The data that is measured on: the demo company at any size, with the settings of a real installation."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

from bench.serving import ROOT


def production(data: Path) -> dict[str, str]:
    """Settings of a real installation, on plain HTTP because the client is beside it."""
    data.mkdir(parents=True, exist_ok=True)
    key = data / "key"
    if not key.exists():
        key.write_text(secrets.token_urlsafe(64))
    return {
        "DATA_DIR": str(data),
        "DEMO": "1",
        "BASE_URL": "http://127.0.0.1:8190",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": key.read_text(),
        "BARE_DATABASE": str(data / "bare.sqlite3"),
        "MFA_REQUIRED_FOR": "",
    }


def manage(environment: dict[str, str], *arguments: str) -> str:
    """What a command of the portal prints."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def made(data: Path, employees: int, articles: int, environment: dict[str, str]) -> None:
    """Makes the company once, and the user of the bare view."""
    done = data / f"made-{employees}-{articles}"
    manage(environment, "migrate", "--verbosity", "0")
    if not done.exists():
        manage(environment, "demo", "--employees", str(employees), "--articles", str(articles))
        manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        done.touch()
    subprocess.run(
        [sys.executable, "-m", "bench.bare", "setup"], cwd=ROOT, env={**os.environ, **environment}, check=True
    )


def addresses(environment: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A session of `reader`, and one address of each page type."""
    found = json.loads(
        manage(environment, "shell", "--verbosity", "0", "-c", "from bench.addresses import show; show()")
    )
    return found.pop("cookie"), found
