"""The trial of the outbox: publications while workers are killed; at the end the channel must equal the portal."""

import random
import time
from collections import Counter

from django.utils import timezone

from news.factories import NewsFactory
from syndication.models import Channel, Delivery, State
from tests.processes import wait_until, worker

SETTLED = {State.SENT, State.IN_DOUBT}


def survive(server, publications: int, kills: int, seed: int = 1) -> Counter:
    """Publishes while a worker is killed so often; answers how many posts ended in which state, having checked them all."""
    Channel.objects.update(pace=0)
    chance = random.Random(seed)
    pages = []
    reach = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_CHAT_ID": str(server.chat_id),
        "TELEGRAM_API_URL": server.url,
    }
    for index in range(kills + 1):
        with worker(LIVE_DEAD_AFTER="1", **reach) as process:
            due = publications * (index + 1) // (kills + 1)
            while len(pages) < due:
                pages.append(_publish(len(pages)))
            if index < kills:
                _wait_for_work(process)
                time.sleep(chance.uniform(0, 0.6))
                process.kill()
            else:
                wait_until(_all_settled, seconds=120)
                process.terminate()
                process.wait(30)
    _check(server, pages)
    return Counter(Delivery.objects.values_list("state", flat=True))


def _publish(number: int):
    page = NewsFactory(draft=True, title=f"Публикация {number:04}")
    page.save_revision().publish()
    Delivery.objects.filter(page_id=page.pk, state=State.HELD).update(state=State.WAITING, next_attempt=timezone.now())
    return page


def _wait_for_work(process) -> None:
    """Until the worker has said that it serves."""
    process.stdout.readline()


def _all_settled() -> bool:
    return not Delivery.objects.exclude(state__in=SETTLED).exists()


def _check(server, pages) -> None:
    standing = Counter(_number(message.text) for message in server.channel)
    for page in pages:
        times, post = standing[_number(page.title)], Delivery.objects.get(page_id=page.pk)
        assert times <= 1, f"{page.title} stands {times} times"
        assert times == 1 or post.state == State.IN_DOUBT, f"{page.title} is lost: {post.state}"
        assert post.state != State.SENT or times == 1


def _number(text: str) -> str:
    return text.split("Публикация ", 1)[1][:4]
