"""The process that draws: started, watched, stopped."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

# Seconds by the clock, whatever the process does; twenty times what an issue takes.
LONGEST = 600
PAUSE = 0.5
NO_LIBRARY = "cannot load library"


class PressError(Exception):
    """The PDF was not drawn; the message says why, in Russian. `detail` is for the administrator."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(reason)
        self.detail = detail


def draw(folder: Path, tell: Callable[[int, str], None]) -> Path:
    """`issue.pdf` of the folder. `tell` hears per cent and words, at least twice a second, and stops the process by raising."""
    errors = folder / "errors.txt"
    with errors.open("wb") as said, _started(folder, said) as process:
        try:
            _watch(process, tell)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise _error(process.returncode, errors.read_text(encoding="utf-8", errors="replace")[-1500:])
    return folder / "issue.pdf"


def _started(folder: Path, errors) -> subprocess.Popen:
    command = [sys.executable, "-m", "magazine.printing.render", str(folder)]
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
    )


def _watch(process: subprocess.Popen, tell: Callable[[int, str], None]) -> None:
    began, percent, words, rest = time.monotonic(), 0, "Готовим печать", b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while True:
            if waiting.select(PAUSE):
                chunk = os.read(process.stdout.fileno(), 4096)
                if not chunk:
                    return
                *lines, rest = (rest + chunk).split(b"\n")
                if lines:
                    number, _, words = lines[-1].decode().partition(" ")
                    percent = int(number)
            if time.monotonic() - began > LONGEST:
                raise PressError("Номер собирался слишком долго. Разделите его или уменьшите число снимков.")
            tell(percent, words)


def _error(code: int, said: str) -> PressError:
    if NO_LIBRARY in said:
        return PressError("PDF недоступен: на сервере нет библиотек печати. Скажите администратору.", said)
    if code < 0 or "MemoryError" in said:
        return PressError("Номер оказался слишком велик для печати: уменьшите число снимков.", said)
    return PressError("Ошибка портала при вёрстке. Скажите администратору.", said)
