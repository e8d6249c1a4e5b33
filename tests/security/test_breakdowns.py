"""When something breaks, people see a page of ours that tells strangers nothing (S20, S96)."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.test import Client

from accounts.factories import UserFactory
from news.factories import NewsFactory
from news.models import NewsPage
from people.directory import views

LOCKS = {
    "sqlite": ["BEGIN EXCLUSIVE"],
    "postgresql": ["BEGIN", "LOCK TABLE wagtailcore_page, news_newspage, accounts_user IN ACCESS EXCLUSIVE MODE"],
}
SHORT = {"sqlite": {"timeout": 0.3}, "postgresql": {"options": "-c lock_timeout=300ms"}}


@pytest.fixture
def patient_for_a_moment():
    """A locked database is given up after 0.3 s instead of many."""
    usual = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = {**usual, **SHORT[connection.vendor]}
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = usual


@contextmanager
def locked_database():
    """Another process holds the lock while it lasts."""
    held, over = threading.Event(), threading.Event()

    def hold():
        with connections["default"].cursor() as cursor:
            for statement in LOCKS[connection.vendor]:
                cursor.execute(statement)
            held.set()
            over.wait(20)
            cursor.execute("ROLLBACK")
        connections["default"].close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join()


def reader(user=None):
    client = Client(raise_request_exception=False)
    client.force_login(user or UserFactory())
    return client


@pytest.mark.django_db
def test_a_breakdown_shows_our_page_and_neither_code_nor_settings(monkeypatch):
    """S20"""

    def broken(*args, **kwargs):
        raise ValueError("secret-of-the-portal")

    monkeypatch.setattr(views, "facets", broken)
    answer = reader().get("/people/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Бригада" in page
    for inside in ("secret-of-the-portal", "Traceback", "DJANGO", "ValueError"):
        assert inside not in page
    assert "object-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.usefixtures("site", "patient_for_a_moment")
def test_a_locked_database_is_answered_with_a_busy_portal_and_nothing_is_lost_or_doubled():
    """S96"""
    page = NewsFactory(title="До")
    editor = reader(UserFactory(is_superuser=True))
    form = {"title": "x", "slug": "y"}
    with locked_database():
        began = time.monotonic()
        answer = editor.post(f"/admin/pages/{page.pk}/unpublish/", form)
        assert time.monotonic() - began < 10
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "Портал занят" in answer.content.decode().replace("\xa0", " ")
    assert NewsPage.objects.get().live
    assert editor.post(f"/admin/pages/{page.pk}/unpublish/").status_code == 302
    assert not NewsPage.objects.get().live


@pytest.mark.usefixtures("site", "patient_for_a_moment")
def test_readers_read_on_while_somebody_writes():
    """S96: a write lock on SQLite stops no reader."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's readers wait for no writer; a locked table is the test above")
    page, client = NewsFactory(title="Читаемое"), reader()
    client.get("/")
    with locked_database():
        assert client.get(page.url).status_code == 200
