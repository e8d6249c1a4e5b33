"""Database and media in one archive, from a running portal. Exit status: 0 done, 1 not possible, 2 wrong usage."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal import problems
from portal.backups import archive, progress
from portal.backups.databases import DatabaseToolError

STDOUT = "-"


class Command(BaseCommand):
    help = (
        "Writes database and media into FILE (.tar.gz; «-» is the standard output). It holds personal data: encrypt it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")

    def handle(self, *, file, **options):
        if file == STDOUT and sys.stdout.isatty():
            raise CommandError("Архив не выводят на экран: backup - | age -r … > teplo.age", returncode=2)
        if Path(file).is_dir():
            raise CommandError(f"Это папка, а нужно имя файла: {file}", returncode=2)
        _clean_up_when_stopped()
        try:
            with _destination(file) as (out, folder):
                written = archive.write(out, folder)
        except (OSError, DatabaseToolError, DatabaseError) as error:
            progress.show("")
            _tell_the_cms(str(error))
            raise CommandError(f"Копия не сделана: {error}", returncode=1) from error
        except KeyboardInterrupt as error:
            progress.show("")
            raise CommandError("Копия не сделана: прервано.", returncode=1) from error
        progress.show("")
        _tell_the_cms(None)
        for name in written.gone:
            self.stderr.write(f"Удалён, пока делалась копия: {name}", self.style.WARNING)
        self.stderr.write(f"Копия готова: {file}, файлов: {written.files}.", self.style.SUCCESS)


def _clean_up_when_stopped() -> None:
    """SIGTERM (a timeout of the night's job, a shutdown) leaves no copy of the database lying about."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _tell_the_cms(reason: str | None) -> None:
    """A backup that fails at night is seen on the first page of the CMS until one succeeds."""
    with suppress(DatabaseError):
        if reason is None:
            problems.mended("backup")
        else:
            problems.report("backup", "Резервная копия не сделана", reason)


@contextmanager
def _destination(file: str) -> Iterator[tuple[BinaryIO, Path | None]]:
    """Where to write, and a folder with room for the database. FILE appears only when it is whole, readable by its owner alone."""
    if file == STDOUT:
        yield sys.stdout.buffer, None
        sys.stdout.buffer.flush()
        return
    folder = Path(file).absolute().parent
    unfinished = Path(f"{file}.{os.getpid()}.part")
    try:
        unfinished.touch(0o600, exist_ok=False)
        with unfinished.open("wb") as out:
            yield out, folder
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
        _sync(folder)
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """The new name outlives a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
