"""The second factor: before the session, once a code, demanded of some groups."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demanded(settings):
    settings.ENV = replace(settings.ENV, mfa_required_for=frozenset({"hr", "press", "admin"}))


def with_password(login, **more):
    client = Client(**more)
    answer = client.post("/login/", {"login": login, "password": "teplo-demo", "next": "/me/sessions/"})
    assert answer.headers["Location"] == "/login/code/"
    return client


def test_without_the_code_there_is_no_session(second_factor):
    second_factor(UserFactory(username="press"))
    client = with_password("press")
    assert client.get("/me/").status_code == 302
    assert client.get("/login/code/").status_code == 200


def test_the_code_opens_the_page_one_was_going_to(second_factor):
    _user, code = second_factor(UserFactory(username="press"))
    client = with_password("press")
    assert client.post("/login/code/", {"code": code()}).headers["Location"] == "/me/sessions/"
    assert client.get("/me/").status_code == 200


def test_a_code_works_once_in_whichever_process(second_factor):
    _user, code = second_factor(UserFactory(username="press"))
    used = code()
    with_password("press").post("/login/code/", {"code": used})
    cache.clear()  # another process has an empty one
    thief = with_password("press")
    for typed in (used, f"{used[:3]} {used[3:]}"):
        assert "Код не подошёл" in thief.post("/login/code/", {"code": typed}).text
    assert thief.get("/me/").status_code == 302


def test_a_spare_code_works_once(second_factor):
    user, _code = second_factor(UserFactory(username="press"))
    spare = RecoveryCodes.activate(user).get_unused_codes()[0]
    assert with_password("press").post("/login/code/", {"code": spare}).status_code == 302
    assert with_password("press").post("/login/code/", {"code": spare}).status_code == 200


def test_ten_wrong_codes_have_to_wait_from_whatever_address(second_factor):
    _user, code = second_factor(UserFactory(username="press"))
    answers = [
        with_password("press", REMOTE_ADDR=f"10.0.0.{number}").post("/login/code/", {"code": "000000"}).status_code
        for number in range(10)
    ]
    assert answers == [200] * 9 + [429]
    assert with_password("press").post("/login/code/", {"code": code()}).headers["Retry-After"] == "60"


def test_the_password_is_forgotten_if_the_code_takes_too_long(second_factor):
    _user, code = second_factor(UserFactory(username="press"))
    client = with_password("press")
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        assert client.post("/login/code/", {"code": code()}).headers["Location"].startswith("/login/")
        assert client.get("/me/").status_code == 302


@pytest.mark.usefixtures("_demanded")
@pytest.mark.parametrize("role", ["hr", "press", "admin"])
def test_groups_that_must_have_it_are_led_to_enrol(sign_in, role):
    client = sign_in(role)
    for path in ("/", "/admin/", "/people/", "/media/x.jpg"):
        assert client.get(path).headers["Location"] == "/me/second-factor/on/", path
    assert client.get("/me/").status_code == 200


@pytest.mark.usefixtures("_demanded")
@pytest.mark.parametrize("role", ["employee", "jury"])
def test_other_groups_are_not(sign_in, role):
    assert sign_in(role).get("/me/sessions/").status_code == 200
    assert sign_in(role).get("/people/").headers.get("Location") != "/me/second-factor/on/"


@pytest.mark.usefixtures("_demanded")
def test_a_superuser_counts_as_administrator(sign_in):
    assert sign_in(UserFactory(is_superuser=True)).get("/admin/").headers["Location"] == "/me/second-factor/on/"


@pytest.mark.usefixtures("_demanded")
def test_a_new_editor_is_led_there_in_the_session_that_is_open(sign_in):
    user = UserFactory(role=Role.EMPLOYEE)
    client = sign_in(user)
    assert client.get("/admin/").status_code == 403
    user.groups.add(Role.PRESS.group())
    assert client.get("/admin/").headers["Location"] == "/me/second-factor/on/"


@pytest.mark.usefixtures("_demanded")
def test_enrolling_opens_the_portal_and_shows_spare_codes(client, code_of):
    UserFactory(username="press", role=Role.PRESS)
    client.post("/login/", {"login": "press", "password": "teplo-demo"})
    secret = client.get("/me/second-factor/on/").context["form"].secret
    assert "Код не подошёл" in client.post("/me/second-factor/on/", {"code": "000000"}).text
    page = client.post("/me/second-factor/on/", {"code": code_of(secret)}, follow=True)
    assert len(page.context["unused_codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_switching_it_off_asks_for_the_password_again(sign_in, second_factor):
    user, _code = second_factor(UserFactory())
    client = sign_in(user)
    assert client.post("/me/second-factor/off/").headers["Location"].startswith("/me/confirm/")
    assert Authenticator.objects.filter(user=user).exists()
    assert "Пароль не подошёл" in client.post("/me/confirm/?next=/me/second-factor/off/", {"password": "wrong"}).text
    client.post("/me/confirm/?next=/me/second-factor/off/", {"password": "teplo-demo"})
    client.post("/me/second-factor/off/")
    assert not Authenticator.objects.filter(user=user).exists()


def test_an_administrator_resets_a_lost_one(sign_in, second_factor):
    user, _code = second_factor(UserFactory(username="press"))
    sign_in("admin").post(f"/admin/users/{user.pk}/reset-second-factor/")
    answer = Client().post("/login/", {"login": "press", "password": "teplo-demo"})
    assert answer.headers["Location"] == "/"


def test_new_spare_codes_replace_the_old_ones(client, second_factor):
    user, code = second_factor(UserFactory(username="press"))
    old = RecoveryCodes.activate(user).get_unused_codes()
    client = with_password("press")
    client.post("/login/code/", {"code": code()})
    page = client.post("/me/second-factor/codes/new/", follow=True)
    assert not set(page.context["unused_codes"]) & set(old)
