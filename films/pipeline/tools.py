"""ffmpeg and ffprobe at arm's length: one file, no network, bounded in time, memory and what they may write."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from films.pipeline import limits
from films.pipeline.limits import RefusedError

Tick = Callable[[float], None]

MEMORY, WRITTEN = 6 * 1024**3, 24 * 1024**3
# No line of progress for so long: it hangs.
STALLED = 180
PROBE_AT_MOST = 60
# Never more than the film's length times this, on a slow server too.
TIMES_LENGTH, AT_LEAST = 40, 600
THREADS = max((os.cpu_count() or 2) // 2, 1)
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "HOME": "/nonexistent"}
LOG_TAIL = 600


class ToolError(Exception):
    """ffmpeg gave up; the message is the end of what it said."""


def present() -> bool:
    """Whether films can be made here at all."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def source(path: Path, demuxer: str) -> list[str]:
    """A file from outside as ffmpeg's input: read as this container or not at all, and no other file or address through it."""
    return ["-protocol_whitelist", "file", "-format_whitelist", demuxer, "-f", demuxer, "-i", f"file:{path}"]


def own(path: Path) -> list[str]:
    """A file that an earlier stage has written."""
    return source(path, "mov")


def guarded(seconds: float) -> list[str]:
    """In front of a program: it dies with the worker, yields to the portal, and cannot take all there is."""
    cpu = int(max(seconds * TIMES_LENGTH, AT_LEAST) * THREADS)
    bounds = [f"--as={MEMORY}", f"--fsize={WRITTEN}", f"--cpu={cpu}", "--core=0"]
    return ["setpriv", "--pdeathsig", "KILL", "prlimit", *bounds, "nice", "-n", "10"]


def ffprobe(path: Path, demuxer: str) -> bytes:
    """Everything it says of the file, as JSON."""
    told = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", *source(path, demuxer)]
    try:
        done = subprocess.run(
            guarded(PROBE_AT_MOST) + told, capture_output=True, timeout=PROBE_AT_MOST, env=ENVIRONMENT, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise RefusedError(limits.DAMAGED) from error
    return done.stdout


def ffmpeg(arguments: list[str], work: Path, seconds: float, tick: Tick, said: str = "error") -> str:
    """Runs it in `work` and answers what it said; `tick(part)` is called each second and may raise to stop it."""
    log = work / "ffmpeg.log"
    told = ["ffmpeg", "-hide_banner", "-nostdin", "-y", "-v", said, "-nostats", "-progress", "pipe:1", *arguments]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            guarded(seconds) + told,
            cwd=work,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        with process:
            try:
                for at in _moments(process.stdout.fileno(), max(seconds * TIMES_LENGTH, AT_LEAST)):
                    tick(min(at / seconds, 1.0) if seconds else 0.0)
                process.wait(STALLED)
            finally:
                process.kill()
    words = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode:
        raise ToolError(words[-LOG_TAIL:].strip() or f"exit status {process.returncode}")
    return words


def _moments(pipe: int, at_most: float) -> Iterator[float]:
    """How far into the film it is, in seconds, as it says each second."""
    deadline, rest = time.monotonic() + at_most, b""
    while select.select([pipe], [], [], STALLED)[0]:
        chunk = os.read(pipe, 4096)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            name, _, value = line.partition(b"=")
            if name == b"out_time_us" and value.isdigit():
                yield int(value) / 1_000_000
            elif name == b"progress":
                yield 0.0
        if time.monotonic() > deadline:
            break
    raise RefusedError(limits.TOO_SLOW)
