"""A portal from its backup. Exit status: 0 done, 1 refused (nothing changed), 2 wrong usage."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal import worker
from portal.backups import hooks, progress, restoring
from portal.backups.checking import Contents, RefusedArchiveError
from portal.backups.databases import DatabaseToolError


class Command(BaseCommand):
    help = "Puts the backup FILE in the place of what is here. Stop the portal and its workers first."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--force", action="store_true", help="overwrite a portal that has accounts or employees")
        parser.add_argument("--check", action="store_true", help="read the archive to its end, change nothing")

    def handle(self, *, file, force, check, **options):
        if not file.is_file():
            raise CommandError(f"Нет такого файла: {file}", returncode=2)
        if check:
            contents = self._carefully(restoring.check, file)
            self.stderr.write(f"Копия цела: {file}, {_described(contents)}.", self.style.SUCCESS)
            return
        self._refuse_a_portal_in_use(force)
        contents = self._carefully(restoring.restore, file)
        self.stderr.write(
            f"Портал восстановлен из {file}, {_described(contents)}. Все входят заново.", self.style.SUCCESS
        )

    def _refuse_a_portal_in_use(self, force: bool) -> None:
        try:
            in_use = {name: count for name, count in hooks.counts().items() if count}
            if in_use and worker.alive_workers():
                self.stderr.write("Фоновые процессы ещё работают: при восстановлении портал должен быть остановлен.")
        except DatabaseError as error:
            raise CommandError(f"База не отвечает: {error}", returncode=1) from error
        if in_use and not force:
            found = ", ".join(f"{name}: {count}" for name, count in in_use.items())
            raise CommandError(f"Портал не пуст ({found}). Заменить всё: --force.", returncode=1)

    def _carefully(self, act, file: Path) -> Contents:
        try:
            return act(file)
        except (RefusedArchiveError, DatabaseToolError, OSError) as error:
            raise CommandError(f"Копия не восстановлена, портал не изменён. {error}", returncode=1) from error
        except restoring.UnfinishedError as error:
            raise CommandError(
                f"База восстановлена, но не всё, что за ней следует: {error}. Повторите с --force.", returncode=1
            ) from error
        finally:
            progress.show("")


def _described(contents: Contents) -> str:
    counts = "".join(f", {name}: {count}" for name, count in contents.manifest.counts.items())
    return f"сделана {contents.manifest.made_at}{counts}, файлов: {len(contents.files)}"
