"""Makes what every portal needs before its first page: shared cache, roles, the site and its sections. Safe to repeat."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from portal import rooms


class Command(BaseCommand):
    help = "Makes the site, its sections, the groups and their permissions; repeats do no harm."

    def handle(self, *args, **options):
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            for _app, ensure in rooms.functions("setup", "ensure"):
                ensure()
        self.stdout.write("The site, its sections and groups are in place.")
