"""«Проверить»: a worker asks the service; the editor's own requests never wait for it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal import worker
from syndication.checking import look_at
from syndication.models import Channel, ChannelCheck
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(sign_in):
    return sign_in("press")


@pytest.fixture
def address(connected):
    return f"/admin/channel/{Channel.objects.get().pk}/check/"


def answer():
    look_at.call(Channel.objects.get().pk)


def test_no_request_of_the_editor_reaches_the_service(address, press, connected):
    connected.faults.add("hang", times=None, methods=["*"])
    shown = read(press.post(address, follow=True))
    assert "Спрашиваем Telegram" in shown and press.get(f"{address}progress/").status_code == 200
    assert not connected.calls


def test_the_answer_is_shown_when_it_is_there(address, press):
    press.post(address)
    assert "X-Over" not in press.get(f"{address}progress/")
    answer()
    assert press.get(f"{address}progress/")["X-Over"] == "1"
    assert "Права: в порядке" in read(press.get(address))


def test_what_is_missing_is_said(address, press, connected):
    connected.faults.add("kicked", times=None, methods=["getChatMember"])
    press.post(address)
    answer()
    assert "Права: нужно исправить" in read(press.get(address))


def test_asked_twice_it_is_looked_at_once(address, press):
    press.post(address)
    press.post(address)
    assert DBTaskResult.objects.filter(task_path=look_at.module_path).count() == 1


def test_without_a_worker_the_editor_is_told(address, press):
    assert "Фоновый процесс не отвечает" in read(press.post(address, follow=True))
    worker.beat("one", "jobs")
    assert "Фоновый процесс не отвечает" not in read(press.get(address))


def test_a_check_lost_with_its_worker_can_be_asked_again(address, press):
    press.post(address)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert "Ответа нет с" in read(press.get(address))
        press.post(address)
        assert ChannelCheck.objects.get().is_under_way


def test_a_channel_without_a_token_has_nothing_to_check(press, db):
    shown = read(press.get(f"/admin/channel/{Channel.objects.get().pk}/check/"))
    assert "TELEGRAM_BOT_TOKEN не задан" in shown
