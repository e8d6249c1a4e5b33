"""The trial of the outbox: pages are published, edited and taken down while two workers are killed again and again.

A person then answers for the posts in doubt by looking into the channel; at the end the channel must equal the portal.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from news.factories import NewsFactory
from syndication import deciding
from syndication.models import Channel, Delivery, State
from tests.processes import ROOT, environment, wait_until, worker

SETTLED = {State.SENT, State.WITHDRAWN, State.IN_DOUBT}
NURSERY = [sys.executable, "-m", "tests.syndication.nursery"]
LONGEST_LIFE = 0.3  # seconds of a processor


class Mortal(threading.Thread):
    """A worker that is killed at a random moment and born again, at least so many times and until all is written."""

    def __init__(self, kills: int, seed: int, environ: dict[str, str]):
        super().__init__(daemon=True)
        self.kills, self.chance, self.environ = kills, random.Random(seed), environ
        self.killed, self.over = 0, threading.Event()

    def run(self) -> None:
        pipe = subprocess.PIPE
        with subprocess.Popen(
            NURSERY, cwd=ROOT, env=self.environ, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        ) as nursery:
            while not self.has_died_enough or not self.over.is_set():
                print(file=nursery.stdin, flush=True)
                pid = int(nursery.stdout.readline())
                _outlive(pid, self.chance.uniform(0, LONGEST_LIFE))
                os.kill(pid, signal.SIGKILL)
                self.killed += 1
            nursery.stdin.close()

    @property
    def has_died_enough(self) -> bool:
        return self.killed >= self.kills


def _outlive(pid: int, seconds: float) -> None:
    """Lets it work for so long: by the processor's clock, so that a busy machine kills at the same moments; idle, ten times as long."""
    end = time.monotonic() + 10 * seconds
    clock = Path(f"/proc/{pid}/schedstat")
    while time.monotonic() < end and int(clock.read_text().split()[0]) < seconds * 1e9:
        time.sleep(0.002)


def survive(server, publications: int, kills: int, seed: int = 1) -> Counter:
    """Kills each of two workers so often meanwhile; answers how many posts stood in which state before the person came."""
    Channel.objects.update(pace=0)
    reach = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_CHAT_ID": str(server.chat_id),
        "TELEGRAM_API_URL": server.url,
    }
    mortals = [Mortal(kills, seed + number, environment(LIVE_DEAD_AFTER="1", **reach)) for number in (1, 2)]
    for mortal in mortals:
        mortal.start()
    pages = _write(publications, mortals, random.Random(seed))
    for mortal in mortals:
        mortal.over.set()
        mortal.join()
    print(f"\nkilled {' and '.join(str(mortal.killed) for mortal in mortals)} times")
    with worker(LIVE_DEAD_AFTER="1", **reach) as process:
        wait_until(_all_settled, seconds=600)
        states = Counter(Delivery.objects.values_list("state", flat=True))
        _answer_for_doubts(server)
        wait_until(lambda: _all_settled() and not Delivery.objects.filter(state=State.IN_DOUBT).exists(), seconds=300)
        process.terminate()
        process.wait(30)
    _check(server, pages)
    return states


def _write(publications: int, mortals: list[Mortal], chance: random.Random) -> list:
    """Publishes while the workers die, and goes on until they have died enough; every third time edits, every fifth takes down."""
    pages = []
    while len(pages) < publications or not all(mortal.has_died_enough for mortal in mortals):
        if len(pages) < publications:
            pages.append(_published(len(pages)))
        page = chance.choice(pages)
        if chance.random() < 1 / 3 and page.live:
            page.lead = f"Правка {chance.randrange(10**6)}"
            page.save_revision().publish()
        if chance.random() < 1 / 5 and page.live:
            page.unpublish()
        page.refresh_from_db()
        time.sleep(chance.uniform(0, 0.4))
    return pages


def _published(number: int):
    page = NewsFactory(draft=True, title=f"Публикация {number:04}")
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _all_settled() -> bool:
    return not Delivery.objects.exclude(state__in=SETTLED).exists()


def _answer_for_doubts(server) -> None:
    standing = {_number(message.text): message for message in server.channel}
    for delivery in Delivery.objects.filter(state=State.IN_DOUBT):
        message = standing.get(_number(delivery.wish["title"]))
        if message is None:
            deciding.not_sent(delivery.pk)
        else:
            deciding.confirm_sent(delivery.pk, {"message_ids": [message.id], "kind": message.kind, "url": None})


def _check(server, pages) -> None:
    """Each live page stands once with its latest words, no other stands at all."""
    standing = Counter(_number(message.text) for message in server.channel)
    words = {_number(message.text): message.text for message in server.channel}
    for page in pages:
        page.refresh_from_db()
        number = _number(page.title)
        assert standing[number] == (1 if page.live else 0), f"{page.title} stands {standing[number]} times"
        assert not page.live or page.lead in words[number].replace("\u00a0", " "), f"{page.title} says something old"


def _number(text: str) -> str:
    return text.split("Публикация", 1)[1].strip()[:4]
