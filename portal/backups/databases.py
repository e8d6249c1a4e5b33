"""A consistent copy of the database in one file, and the database made from such a file, wholly or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from django.db import connection

# Every table goes, those made since the copy too. The schema itself stays: before PostgreSQL 15 it belongs to somebody else.
NO_TABLES = """
SET client_min_messages = warning;
DO $$
DECLARE one text;
BEGIN
    FOR one IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'DROP TABLE IF EXISTS ' || one || ' CASCADE';
    END LOOP;
END $$;
"""
# Seconds to wait for others who work in the database.
PATIENCE = 20
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
EVERY_PORTAL_HAS = "django_migrations"
PORTABLE = ("--no-owner", "--no-privileges")


class DatabaseToolError(Exception):
    """The copy or the restoration failed; the text says why in one line, without secrets."""


class DamagedCopyError(Exception):
    """What should be the copy of a database is not one."""


def dump(target: Path) -> None:
    """Writes the copy; whoever works with the portal meanwhile is not disturbed."""
    _dump[connection.vendor](target)


def check(source: Path) -> None:
    """Whether this is a whole copy of a database."""
    _check[connection.vendor](source)


def restore(source: Path) -> None:
    """Puts the copy in the place of everything that is there, in one transaction."""
    connection.close()
    _restore[connection.vendor](source)


def _sqlite_file() -> str:
    return str(connection.settings_dict["NAME"])


def _dump_sqlite(target: Path) -> None:
    _copy_sqlite(_sqlite_file(), target)


def _check_sqlite(source: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            # SQLite takes an empty file for an empty database, and that is whole.
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error as error:
        raise DamagedCopyError(str(error)) from error
    if said != "ok":
        raise DamagedCopyError(said)
    if EVERY_PORTAL_HAS not in tables:
        raise DamagedCopyError(f"no table {EVERY_PORTAL_HAS}")


def _restore_sqlite(source: Path) -> None:
    _copy_sqlite(source, _sqlite_file())


def _copy_sqlite(source: Path | str, target: Path | str) -> None:
    """All pages in one transaction of the target; sqlite3 itself would wait for ever while another writes there."""
    end = time.monotonic() + PATIENCE

    def give_up(status: int, remaining: int, total: int) -> None:
        if status in BUSY and time.monotonic() > end:
            raise DatabaseToolError("База занята: остановите портал и фоновые процессы.")

    try:
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target, timeout=1)) as copy:
            original.backup(copy, progress=give_up)
    except sqlite3.Error as error:
        raise DatabaseToolError(f"SQLite: {error}") from error


def _dump_postgresql(target: Path) -> None:
    with target.open("wb") as out:
        _run("pg_dump", "--format=custom", "--no-password", *PORTABLE, stdout=out)


def _check_postgresql(source: Path) -> None:
    try:
        listed = _call(["pg_restore", "--list", str(source)], stdout=subprocess.PIPE)
    except ProgramFailedError as error:
        raise DamagedCopyError(str(error)) from error
    if EVERY_PORTAL_HAS.encode() not in listed:
        raise DamagedCopyError(f"no table {EVERY_PORTAL_HAS}")


def _restore_postgresql(source: Path) -> None:
    script = source.with_suffix(".sql")
    with script.open("wb") as out:
        out.write(f"SET lock_timeout = '{PATIENCE}s';\n{NO_TABLES}".encode())
        out.flush()
        # Comments on extensions only a superuser may set.
        _call(["pg_restore", *PORTABLE, "--no-comments", "--file=-", str(source)], stdout=out)
    options = ("--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _run("psql", *options, f"--file={script}", stdout=subprocess.DEVNULL)


class ProgramFailedError(DatabaseToolError):
    """A client program ended with an error."""


def _run(program: str, *options: str, stdout) -> None:
    """With the address of the portal's database; the password goes by the environment, never by the command line."""
    arguments, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    _call([program, *options, *arguments[1:]], stdout=stdout, env={**os.environ, **(environment or {})})


def _call(command: list[str], **options) -> bytes | None:
    try:
        done = subprocess.run(command, stderr=subprocess.PIPE, check=False, **options)
    except FileNotFoundError:
        raise DatabaseToolError(f"Нет программы {command[0]}: apt-get install postgresql-client") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise ProgramFailedError(said[0] if said else f"{command[0]} закончила с ошибкой {done.returncode}")
    return done.stdout


_dump = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}
_check = {"sqlite": _check_sqlite, "postgresql": _check_postgresql}
_restore = {"sqlite": _restore_sqlite, "postgresql": _restore_postgresql}
