"""kill -9 of the server's processes while editors write: what was acknowledged is there, and the portal comes back by itself (S93)."""

import subprocess
import time
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from news.models import NewsPage
from tests.faults.serving import Editor, answers, served
from tests.processes import wait_until

KILLS = 50


@pytest.mark.faults
@pytest.mark.usefixtures("site")
def test_what_a_killed_server_has_acknowledged_is_there():
    chance, slowest = Random(1), 0.0
    with served() as (server, base):
        editor = Editor(base)
        for number in range(KILLS):
            time.sleep(chance.uniform(0, 0.3))
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
            killer = subprocess.Popen(
                ["/bin/sh", "-c", f"sleep {chance.uniform(0, 0.25)}; kill -9 {chance.choice(children)}"]
            )
            editor.publish(number)
            killer.wait()
            began = time.monotonic()
            wait_until(lambda: answers(f"{base}/healthz"), 30)
            slowest = max(slowest, time.monotonic() - began)
    published = set(NewsPage.objects.live().values_list("slug", flat=True))
    half = [page.slug for page in NewsPage.objects.all() if not page.live and not page.latest_revision_id]
    counts = f"{len(editor.acknowledged)} acknowledged, {editor.lost_replies} replies lost, {len(published)} published"
    print(f"\n{KILLS} kills: {counts}, back in {slowest:.1f} s")
    assert set(editor.acknowledged) <= published
    assert half == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
