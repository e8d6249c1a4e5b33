"""Asking to be called: the same answer to everybody, one request a person, nothing of it for strangers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.jobs import forget_old_sign_ins
from accounts.models import RestoreRequest
from people.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noted_at_once(settings):
    immediate = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["jobs"]}
    settings.TASKS = {**settings.TASKS, "jobs": immediate}


def ask(client, login):
    return client.post("/login/reset/", {"login": login, "call": "1"}, follow=True)


@pytest.mark.parametrize("login", ["107", "unknown", "left", "closed", ""])
def test_the_answer_does_not_say_who_works_here(client, login):
    EmployeeFactory(number="107")
    EmployeeFactory(number="left", left_on=timezone.localdate() - timedelta(days=1))
    EmployeeFactory(number="closed", user=UserFactory(username="closed", is_active=False))
    answer = ask(client, login)
    assert answer.redirect_chain == ([("/login/reset/call/", 302)] if login else [])
    assert RestoreRequest.objects.count() == (login == "107")


def test_asking_twice_waits_once_however_it_is_spelt(client):
    EmployeeFactory(number="k-7", user=UserFactory(username="k-7", email="k7@teplo.example"))
    for login in ("k-7", "K-7", "K7@teplo.example"):
        ask(client, login)
    assert [asked.login for asked in RestoreRequest.objects.all()] == ["k-7"]


def test_asking_is_braked_like_asking_for_a_letter(client):
    statuses = [ask(client, "107").status_code for _ in range(10)]
    assert statuses == [200] * 9 + [429]


def test_an_unanswered_request_is_forgotten_in_a_week():
    RestoreRequest.objects.create(login="1", asked_at=timezone.now() - timedelta(days=8))
    RestoreRequest.objects.create(login="2")
    forget_old_sign_ins()
    assert [asked.login for asked in RestoreRequest.objects.all()] == ["2"]


def test_the_database_holds_one_waiting_request_a_person():
    made = [RestoreRequest(login="a"), RestoreRequest(login="A")]
    RestoreRequest.objects.bulk_create(made, ignore_conflicts=True)
    assert RestoreRequest.objects.count() == 1
