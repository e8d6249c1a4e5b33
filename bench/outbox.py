"""What the queue of the channel costs: queries a post, and how long claiming takes beside many old posts.

    python -m bench.outbox [--old 100000] [postgres://… …]

SQLite is always measured, in a folder of its own. The databases named must be empty: they are migrated and filled. The posts go
to the test server of the Bot API, without pictures.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.data import manage, production
from bench.serving import ROOT

POSTS, CLAIMS, BATCH = 200, 300, 5000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("databases", nargs="*", help="empty PostgreSQL databases, as DATABASE_URL has them")
    parser.add_argument("--old", type=int, default=100_000)
    parser.add_argument("--here", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return _measure(options.here, options.old)
    print(f"{'database':<12}{'old posts':>10}{'claim, ms':>11}{'queries a post':>16}{'ms a post':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for url in ["", *options.databases]:
            environment = {**os.environ, **production(Path(folder) / "data"), "DEMO": "0"}
            environment |= {"DATABASE_URL": url} if url else {}
            manage(environment, "migrate", "--verbosity", "0")
            command = [sys.executable, "-m", "bench.outbox", "--here", "PostgreSQL" if url else "SQLite"]
            subprocess.run([*command, "--old", str(options.old)], cwd=ROOT, env=environment, check=True)
    return None


def _measure(database: str, most: int) -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    django.setup()
    from syndication.models import Delivery, State
    from tests.syndication.telegram_server import TelegramServer

    with TelegramServer() as server:
        channel = _channel(server)
        for old in (0, most):
            _fill(channel, State.SENT, old)
            _fill(channel, State.WAITING, CLAIMS)
            claiming = statistics.median(_claim_ms(channel) for _ in range(CLAIMS))
            queries, seconds = _delivered(channel)
            print(f"{database:<12}{old:>10}{claiming:>11.2f}{queries:>16.1f}{1000 * seconds:>11.1f}", flush=True)
            Delivery.objects.all().delete()


def _channel(server):
    """The company's channel, connected to the test server, without a pause between posts."""
    from dataclasses import replace

    from django.conf import settings

    from syndication.models import Channel

    reach = replace(settings.ENV.telegram, tokens={"": server.token}, chat_id=server.chat_id, api_url=server.url)
    settings.ENV = replace(settings.ENV, telegram=reach)
    return Channel.objects.update_or_create(driver="telegram", address="", defaults={"name": "Канал", "pace": 0})[0]


def _fill(channel, state, count: int) -> None:
    from syndication.models import Delivery
    from syndication.wish import Wish

    last = Delivery.objects.order_by("-page_id").values_list("page_id", flat=True).first() or 0
    for start in range(0, count, BATCH):
        rows = []
        for number in range(last + start + 1, last + min(start + BATCH, count) + 1):
            wish = Wish(f"Новость {number}", f"<p><b>Новость {number}</b></p><p>Коротко.</p>", "https://example.org/")
            rows.append(
                Delivery(channel=channel, page_id=number, state=state, wish=wish.to_json(), wish_hash=wish.hash)
            )
        Delivery.objects.bulk_create(rows)


def _claim_ms(channel) -> float:
    """One claim, taken back."""
    from django.db import transaction

    from syndication import delivery

    with transaction.atomic():
        begun = time.perf_counter()
        delivery._claim(channel)
        spent = time.perf_counter() - begun
        transaction.set_rollback(True)
    return 1000 * spent


def _delivered(channel) -> tuple[float, float]:
    """Queries and seconds a post."""
    from django.db import connection

    from syndication.delivery import deliver
    from syndication.models import Attempt

    asked = []

    def count(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    begun, before = time.perf_counter(), Attempt.objects.count()
    with connection.execute_wrapper(count):
        while (done := Attempt.objects.count() - before) < POSTS:
            deliver()
    return len(asked) / done, (time.perf_counter() - begun) / done


if __name__ == "__main__":
    main()
