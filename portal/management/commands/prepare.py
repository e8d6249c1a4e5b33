"""Everything between an installed program and its start: tables, sections, demo company, static files. Quick when done before."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from portal.release import RELEASE

DEMO_ACCOUNTS = "reader, hr, press, jury, admin — password teplo-demo"


class Command(BaseCommand):
    help = (
        "Migrates, makes the sections, loads the demo company into an empty database (DEMO=1), collects static files."
    )

    def handle(self, *args, **options):
        self._migrate()
        if settings.ENV.demo and self._is_empty():
            self.stdout.write("Loading the demo company…")
            call_command("demo", stdout=self.stdout)
        self._collect_static()
        self.stdout.write(self.style.SUCCESS(f"\nTeplo: {settings.ENV.base_url}"))
        if settings.ENV.demo:
            self.stdout.write(f"Demo accounts: {DEMO_ACCOUNTS}\n")

    def _migrate(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database…")
            call_command("migrate", verbosity=0)
            call_command("setup", stdout=self.stdout)

    def _is_empty(self) -> bool:
        from django.contrib.auth import get_user_model

        return not get_user_model().objects.exists()

    def _collect_static(self) -> None:
        stamp = settings.STATIC_ROOT / ".release"
        if stamp.is_file() and stamp.read_text() == RELEASE:
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=settings.STATIC_ROOT.is_dir())
        stamp.write_text(RELEASE)
