"""The demo company at any size; repeating it changes nothing."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import rooms
from portal.demo import Demo
from portal.stories import unannounced


class Command(BaseCommand):
    help = "Loads the demo company: people, news, two issues of the magazine, the channel."

    def add_arguments(self, parser):
        parser.add_argument("--employees", type=int, default=66)
        parser.add_argument("--articles", type=int, default=10)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, employees, articles, seed, **options):
        call_command("setup", stdout=self.stdout)
        demo = Demo(employees, articles, seed)
        with unannounced():
            for app, load in rooms.functions("demo", "load"):
                self.stdout.write(f"{app}: {load(demo)}")
            for complete in demo.afterwards:
                complete()
