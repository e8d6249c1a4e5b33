"""Workers born in a moment: a process that has loaded the portal forks one for each line it reads and says its number.

A trial of death needs hundreds of workers, and to start Python for each takes longer than they live.
Run as `python -m tests.syndication.nursery`; the next one is born when the last is dead.
"""

import os
import sys
import uuid

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _live()
        print(pid, flush=True)
        os.waitpid(pid, 0)


def _live() -> None:
    """A worker as `manage.py worker` starts it, with a name of its own."""
    from portal import worker

    worker.current_id = f"newborn-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    call_command("worker", interval=0.1, stdout=sys.stderr)
    os._exit(0)


if __name__ == "__main__":
    main()
