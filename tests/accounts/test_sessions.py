"""How long a session lasts, what it costs, who sees and ends it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.jobs import forget_old_sign_ins
from accounts.roles import Role
from accounts.sessions import Session
from accounts.views.me import device

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 9; SM-A105F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=False)


@pytest.mark.parametrize(
    ("role", "minutes", "status"),
    [("employee", 700, 200), ("employee", 725, 302), ("press", 50, 200), ("press", 65, 302)],
)
def test_an_idle_session_ends_sooner_for_who_may_open_the_cms(sign_in, role, minutes, status):
    client = sign_in(role)
    with later(minutes=minutes):
        assert client.get("/me/").status_code == status


@pytest.mark.parametrize(("role", "step_minutes", "hours"), [("press", 45, 12), ("employee", 600, 14 * 24)])
def test_use_puts_off_the_end_but_not_for_ever(sign_in, role, step_minutes, hours):
    client, start = sign_in(role), timezone.now()
    steps = hours * 60 // step_minutes
    for step in range(1, steps):
        with time_machine.travel(start + timedelta(minutes=step * step_minutes), tick=False):
            assert client.get("/me/").status_code == 200
    with time_machine.travel(start + timedelta(hours=hours, minutes=1), tick=False):
        assert client.get("/me/").status_code == 302


def test_reading_writes_no_session_row_for_ten_minutes(sign_in, django_assert_num_queries):
    client = sign_in(UserFactory())
    with later(minutes=9), django_assert_num_queries(2):
        client.get("/logout/?ask")
    with later(minutes=11), django_assert_num_queries(5):
        client.get("/logout/?ask")
    with later(minutes=12), django_assert_num_queries(2):
        client.get("/logout/?ask")


def test_a_reader_who_becomes_an_editor_gets_the_short_limits_at_once(sign_in):
    user = UserFactory(role=Role.EMPLOYEE)
    client = sign_in(user)
    user.groups.add(Role.PRESS.group())
    client.get("/me/")
    with later(minutes=65):
        assert client.get("/me/").status_code == 302


def test_a_group_that_gets_the_cms_changes_the_sessions_of_its_members(sign_in):
    client = sign_in("jury")
    Role.JURY.group().permissions.add(Permission.objects.get(codename="access_admin"))
    client.get("/me/")
    with later(minutes=65):
        assert client.get("/me/").status_code == 302


def test_the_list_names_device_and_address_and_marks_this_one():
    UserFactory(username="reader")
    form = {"login": "reader", "password": "teplo-demo"}
    for agent, address in ((FIREFOX, "10.0.0.5"), (PHONE, "10.0.0.6")):
        client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
        client.post("/login/", form)
    rows = client.get("/me/sessions/").context["rows"]
    assert [(row["device"], row["session"].address, row["current"]) for row in rows] == [
        ("Chrome, Android", "10.0.0.6", True),
        ("Firefox, Windows", "10.0.0.5", False),
    ]


def test_an_unknown_device_is_called_so():
    assert device("") == "Неизвестное устройство"


def test_everywhere_is_ended_at_once(sign_in):
    user, stranger = UserFactory(), sign_in("employee")
    here, elsewhere = sign_in(user), sign_in(user)
    assert here.post("/me/sessions/end/").headers["Clear-Site-Data"] == '"cache"'
    assert (here.get("/me/").status_code, elsewhere.get("/me/").status_code) == (302, 302)
    assert stranger.get("/me/").status_code == 200


def test_nothing_is_ended_by_a_get(sign_in):
    client = sign_in("employee")
    assert client.get("/me/sessions/end/").status_code == 405
    assert client.get("/me/").status_code == 200


def test_a_closed_account_is_out_at_the_next_request(sign_in):
    user = UserFactory()
    client = sign_in(user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302


def test_the_clock_deletes_ended_sessions(sign_in):
    sign_in("employee")
    with later(days=15):
        forget_old_sign_ins()
    assert not Session.objects.exists()
