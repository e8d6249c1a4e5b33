"""Background work and the clock; several may run side by side."""

from django.core.management.base import BaseCommand

from portal.worker import Worker, beat, current_id


class Command(BaseCommand):
    help = "Runs background tasks and the clock (publishing, delivery, reminders) until it is told to stop."

    def add_arguments(self, parser):
        parser.add_argument(
            "--queue", choices=["jobs", "heavy"], default="jobs", help="heavy: video and PDF, without the clock"
        )
        parser.add_argument("--interval", type=float, default=0.5, help="seconds to wait when there is nothing to do")

    def handle(self, *, queue, interval, **options):
        worker = Worker(queue, current_id, interval)
        worker.configure_signals()
        beat(current_id, queue)
        self.stdout.write(f"worker {current_id} serves {queue}")
        worker.run_forever()
