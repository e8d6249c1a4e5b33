"""A forgotten password: a letter, a link that works once, and no word about who has an account."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.factories import UserFactory

pytestmark = pytest.mark.django_db
NEW = {"new_password1": "семь труб идут домой", "new_password2": "семь труб идут домой"}


@pytest.fixture(autouse=True)
def _letters_at_once(settings):
    immediate = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["jobs"]}
    settings.TASKS = {**settings.TASKS, "jobs": immediate}


def link_for(client, login):
    client.post("/login/reset/", {"login": login})
    return re.search(r"http://\S+?(/login/reset/\S+)", mail.outbox[-1].body)[1]


def test_the_link_in_the_letter_sets_a_new_password_and_ends_all_sessions(client, sign_in):
    user = UserFactory(username="reader", email="reader@teplo.example", must_change_password=True)
    other = sign_in(user)
    page = client.get(link_for(client, "READER@teplo.example"), follow=True)
    client.post(page.redirect_chain[-1][0], NEW)
    assert other.get("/me/").status_code == 302
    assert client.post("/login/", {"login": "reader", "password": NEW["new_password1"]}).status_code == 302
    assert client.get("/me/").status_code == 200


def test_the_link_works_once(client):
    UserFactory(username="reader", email="reader@teplo.example")
    link = link_for(client, "reader")
    client.post(client.get(link, follow=True).redirect_chain[-1][0], NEW)
    assert "Ссылка больше не действует" in Client().get(link, follow=True).text


@pytest.mark.parametrize("login", ["reader", "unknown", "closed", "no-email"])
def test_the_answer_does_not_say_whether_there_is_an_account(client, login):
    UserFactory(username="reader", email="reader@teplo.example")
    UserFactory(username="closed", email="closed@teplo.example", is_active=False)
    UserFactory(username="no-email")
    answer = client.post("/login/reset/", {"login": login}, follow=True)
    assert answer.redirect_chain == [("/login/reset/sent/", 302)]
    assert len(mail.outbox) == (login == "reader")


def test_the_link_leads_to_the_portals_own_address_whatever_the_request_says(client, settings):
    UserFactory(username="reader", email="reader@teplo.example")
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/login/reset/", {"login": "reader"}, headers={"host": "evil.example"})
    assert settings.ENV.base_url in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


def test_a_new_password_does_not_go_around_the_second_factor(client, second_factor):
    second_factor(UserFactory(username="reader", email="reader@teplo.example"))
    client.post(client.get(link_for(client, "reader"), follow=True).redirect_chain[-1][0], NEW)
    answer = client.post("/login/", {"login": "reader", "password": NEW["new_password1"]})
    assert answer.headers["Location"] == "/login/code/"
