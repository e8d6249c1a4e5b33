"""A portal put back: files that are missing, then the database in one step, then what the restored portal must forget."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Collection
from importlib import import_module
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from portal import pagecache
from portal.backups import checking, databases, hooks, progress
from portal.backups.archive import DATABASE, MEDIA
from portal.backups.checking import Contents


class UnfinishedError(Exception):
    """The database is in its place, but what had to follow failed."""


def check(path: Path) -> Contents:
    """Reads the archive to its end and writes nothing."""
    with _own_folder() as folder:
        return checking.check(path, Path(folder) / DATABASE)


def restore(path: Path) -> Contents:
    """A failure before the database is in its place leaves the old portal as it was."""
    with _own_folder() as folder:
        database = Path(folder) / DATABASE
        contents = checking.check(path, database)
        present = {name for name in contents.files if default_storage.exists(name)}
        missing = contents.files.keys() - present
        try:
            _store(path, missing)
            progress.show("база данных…")
            databases.restore(database)
        except (OSError, databases.DatabaseToolError):
            for name in missing:
                default_storage.delete(name)
            raise
    try:
        _bring_up_to_date()
        _forget_what_was()
        _store(path, {name for name in present if _stored_sum(name) != contents.files[name]})
    except (DatabaseError, CommandError, OSError) as error:
        raise UnfinishedError(str(error)) from error
    return contents


def _own_folder() -> tempfile.TemporaryDirectory:
    """On the portal's own disk, closed to others: the copy is as large as the database, and /tmp may be small."""
    return tempfile.TemporaryDirectory(prefix="restore-", dir=settings.DATA_DIR)


def _store(path: Path, names: Collection[str]) -> None:
    """These files of the archive, in the place of those with the same names."""
    if not names:
        return
    done = 0
    with checking.opened(path) as archive:
        for member in archive:
            name = member.name.removeprefix(MEDIA)
            if member.name.startswith(MEDIA) and name in names:
                default_storage.delete(name)
                default_storage.save(name, File(archive.extractfile(member)))
                done += 1
                progress.files(done, len(names))


def _stored_sum(name: str) -> str:
    with default_storage.open(name) as file:
        return checking.summed(file)


def _bring_up_to_date() -> None:
    """An older copy gets the tables and sections that came since."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        progress.show("обновление базы…")
        call_command("migrate", verbosity=0)
        call_command("setup", stdout=StringIO())
    call_command("createcachetable", verbosity=0)


@transaction.atomic
def _forget_what_was() -> None:
    """Sessions that ended since the copy must not come back, nor page bodies under numbers that come again."""
    import_module(settings.SESSION_ENGINE).SessionStore.get_model_class().objects.all().delete()
    pagecache.bump("pages")
    pagecache.Generation.objects.update(number=F("number") + int(time.time()))
    hooks.restored.send(sender=None)
    for alias in settings.CACHES:
        caches[alias].clear()
