"""What a channel's rules and hours make of a story."""

from datetime import time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from accounts.factories import UserFactory
from accounts.roles import Role
from news.factories import NewsFactory
from portal.stories import unannounced
from syndication import deciding, hours, outbox
from syndication.alerts import write_to_those_who_can_mend_it
from syndication.delivery import deliver
from syndication.models import Channel, ChannelRule, Choice, Composition, Decision, Delivery, Silence, State

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(timezone.datetime(2026, 11, 24, 12))


def news(**fields):
    page = NewsFactory(draft=True, **fields)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def state(page):
    return State(Delivery.objects.get(page_id=page.pk).state)


def compose(page, **fields):
    channel = Channel.objects.get()
    Composition.objects.create(channel=channel, page_id=page.pk, **fields)
    outbox.recompose(page.pk, channel)


def texts(connected):
    return [message.text.split("\n")[0] for message in connected.channel]


@pytest.mark.parametrize(
    ("rule", "otherwise", "expected"),
    [
        ({"decision": Decision.OFFER}, Decision.SEND, State.HELD),
        ({"decision": Decision.NEVER}, Decision.SEND, State.WITHDRAWN),
        ({"decision": Decision.SEND}, Decision.NEVER, State.WAITING),
        ({"decision": Decision.NEVER, "rubric": "Другая"}, Decision.SEND, State.WAITING),
    ],
)
def test_a_rule_of_the_kind_is_stronger_than_the_rest(rule, otherwise, expected, connected):
    Channel.objects.update(otherwise=otherwise)
    ChannelRule.objects.create(channel=Channel.objects.get(), kind="Новости", **rule)
    assert state(news()) == expected


def test_a_rule_of_the_rubric_is_stronger_than_that_of_the_kind(connected):
    channel = Channel.objects.get()
    page = NewsFactory(draft=True)
    ChannelRule.objects.create(channel=channel, kind="Новости", decision=Decision.NEVER)
    ChannelRule.objects.create(channel=channel, kind="Новости", rubric=page.kicker, decision=Decision.SEND)
    page.save_revision().publish()
    assert state(page) == State.WAITING


def test_what_never_goes_to_the_channel_is_not_in_the_mirror_either(connected, sign_in):
    Channel.objects.update(otherwise=Decision.NEVER)
    news(title="Не сюда")
    assert "Не сюда" not in sign_in("employee").get("/channel/").content.decode()


def test_the_press_may_send_what_the_rules_only_offer_and_what_is_old(connected):
    Channel.objects.update(otherwise=Decision.OFFER)
    with unannounced():
        page = news()
    compose(page, choice=Choice.SEND)
    assert state(page) == State.WAITING


def test_what_the_press_cancelled_is_not_sent_by_the_next_edit(connected):
    page = news()
    deciding.cancel(Delivery.objects.get().pk)
    page.save_revision().publish()
    deliver()
    assert texts(connected) == []


def test_before_the_delay_is_over_a_story_can_be_taken_back(connected):
    Channel.objects.update(delay=10)
    page = news()
    deliver()
    page.unpublish()
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        deliver()
    assert texts(connected) == []


def test_after_the_delay_it_leaves_and_an_edit_does_not_put_it_off(connected):
    Channel.objects.update(delay=10)
    with time_machine.travel(timezone.now(), tick=False) as hand:
        page = news(title="Насос")
        hand.shift(timedelta(minutes=6))
        page.save_revision().publish()
        hand.shift(timedelta(minutes=5))
        deliver()
    assert texts(connected) == ["Насос"]


def test_a_post_leaves_at_the_hour_that_the_press_chose(connected):
    with time_machine.travel(timezone.now(), tick=False) as hand:
        page = news(title="Насос")
        compose(page, at=timezone.now() + timedelta(hours=2))
        deliver()
        assert texts(connected) == []
        hand.shift(timedelta(hours=2, seconds=1))
        deliver()
    assert texts(connected) == ["Насос"]


@pytest.mark.parametrize(("silence", "sent", "silent"), [(Silence.SOUNDLESS, 1, True), (Silence.WAIT, 0, None)])
def test_in_silent_hours_a_post_makes_no_sound_or_waits(silence, sent, silent, connected):
    Channel.objects.update(silent_from=time(21), silent_until=time(8), silence=silence)
    with time_machine.travel(NOON + timedelta(hours=11), tick=False) as hand:
        news()
        deliver()
        assert [message.silent for message in connected.channel] == [silent] * sent
        hand.move_to(NOON + timedelta(hours=21))
        deliver()
    assert len(connected.channel) == 1


@given(
    st.times(),
    st.times(),
    st.datetimes(min_value=timezone.datetime(2026, 1, 1), max_value=timezone.datetime(2027, 1, 1)),
)
def test_the_end_of_silence_is_loud_and_within_a_day(begin, end, moment):
    channel = Channel(silent_from=begin, silent_until=end)
    moment = timezone.make_aware(moment)
    over = hours.end_of_silence(channel, moment)
    assert not hours.is_silent(channel, over)
    assert timedelta(0) <= over - moment < timedelta(days=1)


def test_what_has_waited_too_long_asks_and_the_new_goes_on(connected):
    deciding.pause(Channel.objects.get(), UserFactory(), "Отпуск")
    with time_machine.travel(timezone.now() - timedelta(hours=30)):
        old = news(title="Старое")
    new = news(title="Новое")
    deciding.resume(Channel.objects.get())
    deliver()
    assert (state(old), state(new), texts(connected)) == (State.STALE, State.SENT, ["Новое"])


@pytest.mark.parametrize(("send", "left"), [(True, ["Старое"]), (False, [])])
def test_a_person_decides_about_what_has_waited(send, left, connected):
    with time_machine.travel(timezone.now() - timedelta(hours=30)):
        news(title="Старое")
    deliver()
    deciding.decide_stale(Delivery.objects.values_list("pk", flat=True), send=send)
    deliver()
    assert texts(connected) == left


def test_a_broken_channel_writes_one_letter(connected, django_capture_on_commit_callbacks):
    UserFactory(role=Role.PRESS, email="press@example.org")
    connected.faults.add("kicked", times=None, methods=["*"])
    news()
    news(title="Вторая")
    with django_capture_on_commit_callbacks(execute=True):
        deliver()
        deliver()
    (letter,) = DBTaskResult.objects.filter(task_path=write_to_those_who_can_mend_it.module_path)
    write_to_those_who_can_mend_it.call(*letter.args_kwargs["args"])
    assert [sent.to for sent in mail.outbox] == [["press@example.org"]]


def test_an_old_page_is_news_when_it_is_announced(connected):
    with unannounced():
        page = news(title="Статья дня")
    outbox.announce(page.pk)
    deliver()
    assert texts(connected) == ["Статья дня"]
