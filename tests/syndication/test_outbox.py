from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.factories import NewsFactory
from portal.clock import publish_scheduled
from portal.factories import PictureFactory
from portal.problems import Problem
from portal.stories import unannounced
from syndication.composing.posting import UPLOAD_SPEC
from syndication.delivery import deliver
from syndication.models import Attempt, Channel, Delivery, State

pytestmark = pytest.mark.django_db


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def news(**fields):
    return publish(NewsFactory(draft=True, **fields))


def state():
    return State(Delivery.objects.get().state)


def retry_at_once():
    Delivery.objects.update(next_attempt=timezone.now())
    Channel.objects.update(not_before=None)


def test_a_publication_is_in_the_channel_with_picture_title_lead_link_and_hashtags(connected):
    news(title="Новый насос", cover=PictureFactory(), tags=["Апшеронск"])
    deliver()
    (message,) = connected.channel
    assert "Новый насос" in message.text
    assert "Прежний служил с\u00a01987\u00a0года." in message.text
    assert "#Апшеронск" in message.text
    assert message.photo
    assert any(link.startswith("https://teplo.example.org/news/") for link in message.links)


def test_the_body_of_the_page_never_leaves(connected):
    news()
    deliver()
    assert "девять утра" not in connected.channel[0].text


def test_publishing_again_edits_the_post(connected):
    page = news(title="Было")
    deliver()
    page.title = "Стало"
    publish(page)
    deliver()
    (message,) = connected.channel
    assert "Стало" in message.text


def test_publishing_again_without_a_visible_change_calls_nobody(connected):
    page = news()
    deliver()
    calls = len(connected.calls)
    publish(page)
    deliver()
    assert len(connected.calls) == calls


def test_unpublishing_removes_the_post_and_publishing_again_brings_it_back(connected):
    page = news()
    deliver()
    page.unpublish()
    deliver()
    assert (list(connected.channel), state()) == ([], State.WITHDRAWN)
    publish(page)
    deliver()
    assert len(connected.channel) == 1


def test_deleting_the_page_removes_the_post(connected):
    page = news()
    deliver()
    page.delete()
    deliver()
    assert list(connected.channel) == []


def test_unpublishing_before_sending_sends_nothing(connected):
    news().unpublish()
    deliver()
    assert (list(connected.channel), state()) == ([], State.WITHDRAWN)


@pytest.mark.parametrize(("kind", "options"), [("throttle", {"retry_after": 1}), ("http_error", {"code": 503})])
def test_a_refusal_for_a_while_is_tried_again_until_it_stands_once(kind, options, connected):
    connected.faults.add(kind, times=1, **options)
    news()
    deliver()
    assert state() == State.WAITING
    retry_at_once()
    deliver()
    assert (len(connected.channel), state()) == (1, State.SENT)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("reset_after", {}),
        ("truncated", {}),
        ("slow", {"seconds": 2}),
        ("http_error", {"code": 500, "accepted": True}),
        ("http_error", {"code": 502, "accepted": True}),
        ("http_error", {"code": 504, "accepted": True}),
    ],
)
def test_a_lost_reply_is_in_doubt_and_never_repeated_by_itself(kind, options, connected):
    connected.faults.add(kind, times=1, **options)
    news()
    for _ in range(3):
        deliver()
        retry_at_once()
    assert (len(connected.channel), state()) == (1, State.IN_DOUBT)


def test_a_worker_that_died_while_sending_leaves_a_doubt(connected):
    news()
    Delivery.objects.update(state=State.SENDING, operation="send")
    Channel.objects.update(lease_owner="dead-worker")
    news(title="Следующая")
    deliver()
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.IN_DOUBT, State.SENT}


def test_workers_that_died_while_editing_make_nobody_wait(connected):
    page = news(title="Было")
    deliver()
    page.title = "Стало"
    publish(page)
    for _ in range(8):
        Delivery.objects.update(state=State.SENDING, operation="edit")
        Channel.objects.update(lease_owner="dead-worker")
        deliver()
    assert (state(), connected.channel[0].text.split("\n")[0]) == (State.SENT, "Стало")
    assert Channel.objects.get().not_before is None


def test_a_lost_reply_to_an_edit_is_simply_repeated(connected):
    page = news()
    deliver()
    connected.faults.add("reset_after", times=1)
    page.title = "Стало"
    publish(page)
    deliver()
    retry_at_once()
    deliver()
    assert (len(connected.channel), state()) == (1, State.SENT)


def test_a_broken_channel_stops_keeps_its_queue_and_is_told_once(connected):
    connected.faults.add("kicked", times=None, methods=["*"])
    news()
    news(title="Вторая")
    for _ in range(3):
        deliver()
    assert Channel.objects.get().paused_because
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.WAITING}
    assert Problem.objects.count() == 1


def test_a_post_deleted_in_telegram_is_noticed_and_not_sent_again_unasked(connected):
    page = news()
    deliver()
    connected.channel.remove(connected.channel[0].id)
    page.title = "Стало"
    publish(page)
    deliver()
    retry_at_once()
    deliver()
    assert (list(connected.channel), state()) == ([], State.HELD)


def test_without_a_token_the_post_is_held_and_stands_in_the_mirror(sign_in):
    page = news(title="Новый насос")
    assert state() == State.HELD
    assert page.title in sign_in("employee").get("/channel/").content.decode()


def test_the_mirror_shows_hashtags_as_the_channel_does(sign_in):
    news(title="Новый насос", tags=["Сети и трубы"])
    assert "#Сети_и_трубы" in sign_in("employee").get("/channel/").content.decode()


def test_what_is_planned_leaves_at_its_hour_and_not_before(connected, sign_in):
    with time_machine.travel(timezone.now(), tick=False) as hand:
        page = NewsFactory(draft=True, title="Завтрашняя")
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
        deliver()
        assert not Delivery.objects.exists()
        assert "Завтрашняя" not in sign_in("employee").get("/channel/").content.decode()
        hand.shift(timedelta(hours=1, seconds=1))
        publish_scheduled()
        deliver()
    assert len(list(connected.channel)) == 1


def test_what_is_loaded_and_what_is_old_is_not_sent_by_itself(connected):
    with unannounced():
        news()
    NewsFactory(when=timezone.now() - timedelta(days=3)).save_revision().publish()
    deliver()
    assert list(connected.channel) == []


def test_the_editor_says_that_the_post_in_doubt_is_there(connected, sign_in):
    connected.faults.add("reset_after", times=1)
    news()
    deliver()
    post = Delivery.objects.get()
    address = f"https://t.me/c/1/{connected.channel[0].id}"
    sign_in("press").post(f"/admin/channel/post/{post.pk}/found/", {"url": address})
    retry_at_once()
    deliver()
    assert (len(connected.channel), state()) == (1, State.SENT)


def test_the_editor_says_that_the_post_in_doubt_is_not_there(connected, sign_in):
    connected.faults.add("http_error", code=500, times=1)
    news()
    deliver()
    sign_in("press").post(f"/admin/channel/post/{Delivery.objects.get().pk}/send/")
    deliver()
    assert (len(connected.channel), state()) == (1, State.SENT)


def test_a_wrong_link_is_refused_at_the_field(connected, sign_in):
    connected.faults.add("reset_after", times=1)
    news()
    deliver()
    answer = sign_in("press").post(f"/admin/channel/post/{Delivery.objects.get().pk}/found/", {"url": "да"})
    assert "https://t.me/" in answer.content.decode()
    assert state() == State.IN_DOUBT


@pytest.mark.parametrize("role", ["employee", "jury", "hr"])
def test_only_the_press_decides_about_posts(role, sign_in):
    news()
    answer = sign_in(role).post(f"/admin/channel/post/{Delivery.objects.get().pk}/send/")
    assert answer.status_code in {302, 403}
    assert state() == State.HELD


def test_the_desk_and_the_first_page_of_the_cms_say_where_the_channel_stands(sign_in):
    news(title="Новый насос")
    press = sign_in("press")
    assert "Новый насос" in press.get("/admin/channel/?tab=offered").content.decode()
    assert "Telegram ещё не подключён" in press.get("/admin/").content.decode()


def test_a_post_costs_at_most_twelve_queries(connected):
    for number in range(5):
        news(title=f"Новость {number}", cover=PictureFactory())
    for delivery in Delivery.objects.select_related("picture"):
        delivery.picture.get_rendition(UPLOAD_SPEC)  # the heavy worker has made it meanwhile
    with CaptureQueriesContext(connection) as asked:
        deliver()
    assert Attempt.objects.count() == 5
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= 5 * 12
