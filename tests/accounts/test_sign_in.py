"""Signing in and out: who gets in, what the answer gives away, where one is led."""

import pytest
from django.test import Client

from accounts.factories import UserFactory
from accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db
PASSWORD = "teplo-demo"


def enter(client, login, password=PASSWORD, **more):
    return client.post("/login/", {"login": login, "password": password, **more})


@pytest.mark.parametrize("login", ["K-0107", "k-0107", " Petrov@Teplo.Example "])
def test_one_signs_in_by_number_or_e_mail_without_regard_to_case(client, login):
    UserFactory(username="k-0107", email="petrov@teplo.example")
    assert enter(client, login).headers["Location"] == "/"
    assert client.get("/me/").status_code == 200


def test_a_login_alone_leads_to_the_password(client):
    answer = client.post("/login/", {"login": "k-0107"})
    assert answer.status_code == 200
    assert 'value="k-0107"' in answer.text
    assert "нет" not in answer.context["form"].errors


def test_an_unknown_a_known_and_a_closed_account_answer_the_same(client):
    UserFactory(username="known")
    UserFactory(username="closed", is_active=False)
    answers = {
        enter(Client(), login, "wrong").text.replace(login, "?").split("csrfmiddlewaretoken")[0]
        for login in ("known", "unknown")
    }
    answers |= {enter(Client(), "closed").text.replace("closed", "?").split("csrfmiddlewaretoken")[0]}
    assert len(answers) == 1
    assert "Такой пары логина и пароля нет" in enter(client, "known", "wrong").text


@pytest.mark.parametrize("login", ["known", "unknown", "closed", "no-password"])
def test_each_wrong_try_hashes_once(client, login, hashings):
    UserFactory(username="known")
    UserFactory(username="closed", is_active=False)
    UserFactory(username="no-password", password=None)
    hashings.clear()
    enter(client, login, "wrong")
    assert len(hashings) == 1


def test_the_session_changes_at_sign_in_and_the_old_one_opens_nothing(client):
    UserFactory(username="reader")
    planted = SessionStore()
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    enter(client, "reader")
    assert client.cookies["sessionid"].value != planted.session_key
    assert _with_session(planted.session_key).get("/me/").status_code == 302


def test_after_signing_out_the_old_cookie_opens_nothing(client):
    UserFactory(username="reader")
    enter(client, "reader")
    cookie = client.cookies["sessionid"].value
    answer = client.post("/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert _with_session(cookie).get("/me/").headers["Location"] == "/login/?next=/me/"


def _with_session(key):
    client = Client()
    client.cookies["sessionid"] = key
    return client


def test_signing_out_by_get_only_asks(sign_in):
    client = sign_in("employee")
    assert "Выйти из портала?" in client.get("/logout/").text
    client.head("/logout/")
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize(
    "next_", ["//evil.example", "https:evil.example", "https://evil.example/", "/\\evil.example", "javascript:1"]
)
def test_one_is_led_to_pages_of_the_portal_only(client, next_):
    UserFactory(username="reader")
    assert client.get("/login/", {"next": next_}).context["next"] == "/"
    assert enter(client, "reader", next=next_).headers["Location"] == "/"


def test_one_is_led_back_to_where_one_was_going(client):
    UserFactory(username="reader")
    assert enter(client, "reader", next="/me/sessions/").headers["Location"] == "/me/sessions/"


def test_the_cms_has_no_door_of_its_own(client):
    assert client.get("/admin/").headers["Location"] == "/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/login/?next=/admin/"
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).headers["Location"] == "/login/"


def test_the_cms_resets_no_password(sign_in):
    assert sign_in("admin").get("/admin/password_reset/").status_code == 404
    assert 'name="password-new_password1' not in sign_in("admin").get("/admin/account/").text


def test_nobody_signs_up(client):
    assert client.get("/accounts/signup/").status_code in {302, 404}
    assert client.get("/signup/").status_code in {302, 404}


def test_personal_pages_are_not_kept_by_the_browser(sign_in):
    client = sign_in("employee")
    for path in ("/me/", "/me/password/", "/me/sessions/", "/me/second-factor/", "/logout/"):
        assert "no-store" in client.get(path).headers["Cache-Control"], path
