"""The brake on guessing: ten tries for one login, forty from one address; elsewhere the right password still works."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import throttle
from accounts.factories import UserFactory
from accounts.models import Failure

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = {"REMOTE_ADDR": "10.1.1.1"}, {"REMOTE_ADDR": "10.2.2.2"}


def guess(login, typed="wrong", **more):
    return Client(**{**HERE, **more}).post("/login/", {"login": login, "password": typed})


@pytest.fixture
def exhausted(hashings):
    UserFactory(username="victim")
    for _ in range(9):
        assert guess("victim").status_code == 200
    hashings.clear()


def test_the_tenth_try_has_to_wait_and_costs_no_hash(exhausted, hashings):
    answer = guess("VICTIM ")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Слишком много попыток. Подождите 1 мин" in answer.text
    assert hashings == []


def test_the_right_password_waits_too_but_works_from_another_address(exhausted):
    assert guess("victim", "teplo-demo").status_code == 429
    assert guess("victim", "teplo-demo", **ELSEWHERE).status_code == 302


def test_the_wait_doubles_with_each_further_failure(exhausted):
    waits = []
    for minutes in (2, 5, 10):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
            assert guess("victim").status_code == 200
            waits.append(guess("victim").headers["Retry-After"])
    assert waits == ["120", "240", "480"]


def test_tries_during_the_wait_do_not_prolong_it(exhausted):
    for _ in range(5):
        guess("victim")
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert guess("victim", "teplo-demo").status_code == 302


def test_signing_in_forgives_the_failures(exhausted):
    Failure.objects.first().delete()
    assert guess("victim", "teplo-demo").status_code == 302
    assert guess("victim").status_code == 200


def test_a_volley_from_many_threads_gets_no_free_shots(site, hashings):
    Client().get("/login/")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(_guess_in_a_thread, ["victim"] * 30))
    assert answers.count(200) == 9
    assert len(hashings) == 9


def _guess_in_a_thread(login):
    try:
        return guess(login).status_code
    finally:
        connection.close()


def test_one_password_against_many_logins_is_braked_by_address():
    answers = [guess(f"login-{number}", REMOTE_ADDR=f"2001:db8::{number:x}").status_code for number in range(45)]
    assert answers.index(429) == 39
    assert guess("login-50", **ELSEWHERE).status_code == 200


def test_a_forged_forwarded_address_changes_nothing(exhausted):
    assert guess("victim", HTTP_X_FORWARDED_FOR="10.9.9.9").status_code == 429


def test_a_trusted_proxy_names_the_address(settings, exhausted):
    settings.ENV = replace(settings.ENV, trusted_proxies=(ip_network("10.1.0.0/16"),))
    assert guess("victim", HTTP_X_FORWARDED_FOR="10.9.9.9").status_code == 200


def test_requests_for_a_new_password_are_braked(client):
    answers = [client.post("/login/reset/", {"login": "victim"}) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [302] * 9 + [429]
    assert answers[-1].headers["Retry-After"] == "60"


def test_guessing_the_old_password_is_braked(sign_in):
    client = sign_in("employee")
    form = {"old_password": "wrong", "new_password1": "новая котельная", "new_password2": "новая котельная"}
    assert [client.post("/me/password/", form).status_code for _ in range(10)] == [200] * 9 + [429]


def test_old_failures_are_deleted():
    Failure.objects.create(key="k", at=timezone.now() - timedelta(hours=2))
    throttle.forget_old()
    assert not Failure.objects.exists()
