"""Telegram accepts and never answers: pages and publishing do not feel it, and the queue leaves in its order afterwards (S97)."""

import os
import socket
import statistics
import time

import pytest

from syndication.models import Channel, Delivery, State
from tests.faults.serving import Editor, free_port, served
from tests.processes import wait_until, worker
from tests.syndication.telegram_server import TelegramServer

SECONDS = float(os.environ.get("BLACK_HOLE_SECONDS", "600"))
MOST_NEWS = 20


def reading(editor: Editor, seconds: float) -> float:
    """The 95th percentile of the front page, ms, over so long."""
    took, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        assert editor.session.get(f"{editor.base}/").status_code == 200
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(0.02)
    return statistics.quantiles(took, n=20)[-1]


@pytest.mark.faults
@pytest.mark.usefixtures("site")
def test_a_telegram_that_never_answers_is_felt_by_nobody():
    port = free_port()
    telegram = TelegramServer(port)
    telegram.server_close()  # its address is taken by the hole first
    reach = {
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_CHAT_ID": telegram.chat_id,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
    }
    Channel.objects.update(pace=0)
    with served(**reach) as (_server, base):
        editor = Editor(base)
        usual = reading(editor, 10)
        publishing, under = [], []
        with worker(**reach):
            with socket.create_server(("127.0.0.1", port)):
                for number in range(MOST_NEWS):
                    began = time.monotonic()
                    editor.publish(number)
                    publishing.append(time.monotonic() - began)
                    under.append(reading(editor, SECONDS / MOST_NEWS))
            with TelegramServer(port) as telegram:
                wait_until(lambda: Delivery.objects.filter(state=State.SENT).count() == MOST_NEWS, 900)
                sent = [message.text.split("\n")[0] for message in telegram.channel]
    print(
        f"\nfront page p95 {usual:.0f} ms, under the hole {statistics.median(under):.0f} ms; publishing at most {max(publishing):.2f} s"
    )
    assert len(editor.acknowledged) == MOST_NEWS
    assert sent == [f"Новость {number}" for number in range(MOST_NEWS)]
    assert max(publishing) < 1
