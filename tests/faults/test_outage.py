"""A thousand posts have waited while Telegram was away: they leave in their order, at their pace, whatever interrupts them."""

import itertools
import re
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from news.factories import NewsFactory
from portal.factories import PictureFactory
from syndication.composing.posting import UPLOAD_SPEC
from syndication.models import Channel, Delivery, State
from tests.processes import wait_until, worker
from tests.syndication.conftest import connected, telegram  # noqa: F401  fixtures

POSTS, PACE = 1000, 0.1
MOST_GROWTH = 60


@pytest.mark.faults
@pytest.mark.usefixtures("site")
def test_a_thousand_posts_after_an_outage_leave_in_order_at_their_pace_in_little_memory(connected):  # noqa: F811
    cover = PictureFactory(size=(1600, 1000))
    cover.get_rendition(UPLOAD_SPEC)
    for number in range(POSTS):
        NewsFactory(draft=True, title=f"Новость {number:04}", cover=cover).save_revision().publish()
    Channel.objects.update(pace=PACE)
    begun = time.monotonic()
    growth = [_worker_until(connected, POSTS // 3)]
    connected.faults.add("http_error", code=503, times=2)
    connected.faults.add("throttle", retry_after=2)
    growth.append(_worker_until(connected, POSTS))
    assert Delivery.objects.filter(state=State.SENT).count() == POSTS
    numbers = [int(re.search(r"Новость (\d+)", message.text)[1]) for message in connected.channel]
    assert numbers == list(range(POSTS))
    nearest = min(later - earlier for earlier, later in itertools.pairwise(connected.channel.sent_at))
    print(
        f"\n{POSTS} posts with a picture, one worker ended and another begun, 2 x 503 and one 429: "
        f"{time.monotonic() - begun:.0f} s, nearest two {nearest:.2f} s apart, memory grew by {growth} MB"
    )
    assert nearest >= PACE
    assert max(growth) <= MOST_GROWTH


def _worker_until(server, count: int) -> int:
    """A worker sends until so many stand, then is asked to end; megabytes by which its memory had grown since its first posts."""
    reach = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_CHAT_ID": str(server.chat_id),
        "TELEGRAM_API_URL": server.url,
    }
    warm = len(server.channel) + 10
    with ExitStack() as stack:
        process = stack.enter_context(worker(LIVE_DEAD_AFTER="1", **reach))
        wait_until(lambda: len(server.channel) >= warm, seconds=300)
        before = _megabytes(process.pid, "VmRSS")
        wait_until(lambda: len(server.channel) >= count, seconds=3600)
        grown = _megabytes(process.pid, "VmHWM") - before
        process.terminate()
        process.wait(30)
    return grown


def _megabytes(pid: int, name: str) -> int:
    return int(re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) // 1024
