"""The desk, the board and the channels in the CMS."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from news.factories import NewsFactory
from syndication.delivery import deliver
from syndication.models import Channel, ChannelRule, Delivery, State
from tests.counting import cold_queries
from tests.reading import read

pytestmark = pytest.mark.django_db


def news(**fields):
    page = NewsFactory(draft=True, **fields)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def channel_form(**fields):
    rules = {"rules-TOTAL_FORMS": 1, "rules-INITIAL_FORMS": 0, "rules-MIN_NUM_FORMS": 0, "rules-MAX_NUM_FORMS": 1000}
    rule = {"rules-0-kind": "Новости", "rules-0-rubric": "", "rules-0-decision": "offer", "rules-0-DELETE": ""}
    known = {"name": "Чат смены", "driver": "telegram", "address": "@smena", "otherwise": "send", "template": "null"}
    return {**known, "silence": "soundless", "delay": 0, "stale_after": 24, "pace": 3, **rules, **rule, **fields}


def template(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_the_press_adds_a_channel_with_its_rules(sign_in):
    form = channel_form(template=template("{заголовок}"))
    sign_in("press").post("/admin/snippets/syndication/channel/add/", form)
    assert Channel.objects.get(address="@smena").rules.get().decision == "offer"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"template": template("{заголовк}")}, "Таких полей нет: {заголовк}"),
        ({"silent_from": "22:00"}, "Укажите оба конца тихих часов"),
        ({"rules-0-rubric": "Балет"}, "нет такой рубрики"),
    ],
)
def test_a_slip_in_a_channel_is_said_at_the_field(fields, error, sign_in):
    form = channel_form(**{"template": template("{заголовок}"), **fields})
    assert error in read(sign_in("press").post("/admin/snippets/syndication/channel/add/", form))
    assert not ChannelRule.objects.exists()


def test_the_list_says_whether_a_token_is_set_and_never_the_token(sign_in, connected):
    shown = read(sign_in("press").get("/admin/snippets/syndication/channel/"))
    assert "TELEGRAM_BOT_TOKEN задан" in shown and connected.token not in shown


def test_what_has_waited_too_long_is_decided_for_many_at_once(sign_in, connected):
    with time_machine.travel(timezone.now() - timedelta(hours=30)):
        pages = [news(title=f"Старое {number}") for number in range(3)]
    deliver()
    press = sign_in("press")
    assert "Старое 1" in read(press.get("/admin/channel/"))
    keys = [post.pk for post in Delivery.objects.exclude(page_id=pages[0].pk)]
    press.post("/admin/channel/decide/", {"post": keys, "drop": "1"})
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.STALE, State.WITHDRAWN}


def test_a_channel_is_stopped_and_goes_on(sign_in, connected):
    channel, press = Channel.objects.get(), sign_in("press")
    press.post(f"/admin/channel/{channel.pk}/pause/", {"reason": "Учения"})
    news()
    deliver()
    assert Channel.objects.get().paused_because == "Учения" and not connected.channel
    press.post(f"/admin/channel/{channel.pk}/resume/")
    deliver()
    assert len(connected.channel) == 1


def test_a_post_is_cancelled_before_it_leaves(sign_in, connected):
    Channel.objects.update(delay=10)
    news()
    sign_in("press").post(f"/admin/channel/post/{Delivery.objects.get().pk}/cancel/")
    assert Delivery.objects.get().state == State.WITHDRAWN


def test_the_board_shows_what_was_deleted_in_telegram(sign_in, connected):
    page = news(title="Насос")
    deliver()
    connected.channel.remove(connected.channel[0].id)
    page.title = "Насос работает"
    page.save_revision().publish()
    deliver()
    shown = read(sign_in("press").get("/admin/channel/board/"))
    assert "удалён в канале" in shown and "Насос работает" in shown


@pytest.mark.parametrize("address", ["/admin/channel/board/", "/admin/channel/?tab=all"])
def test_many_posts_cost_as_many_queries_as_few(address, sign_in):
    for _ in range(2):
        news()
    press = sign_in("press")
    few = len(cold_queries(press, address))
    for _ in range(18):
        news()
    assert len(cold_queries(press, address)) == few


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
@pytest.mark.parametrize("what", ["", "board/", "1/check/"])
def test_others_see_nothing_of_it(role, what, sign_in):
    assert sign_in(role).get(f"/admin/channel/{what}").status_code in {302, 403}
