"""What every test may ask for: the site with its sections, and clients signed in by role."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as properties
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Collection, Locale, Page

from accounts.factories import UserFactory
from accounts.roles import Role
from tests import migrated

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs an event loop in the tests' own thread
# A busy machine is no fault of a property.
properties.register_profile("teplo", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("teplo")


def make_site() -> None:
    """The site, its sections and groups; also after a transactional test has flushed what migrations had made."""
    Locale.objects.get_or_create(language_code="ru")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(instance=Collection(name="Root"))
    call_command("setup", verbosity=0, stdout=StringIO())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browsers first: the longest tests at the end would keep one worker busy and the others waiting."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_modify_db_settings):
    """On SQLite the database is there already, with all its tables."""
    default = settings.DATABASES["default"]
    if not default["ENGINE"].endswith("sqlite3"):
        return request.config.getvalue("reuse_db")
    migrated.copy_to(Path(default["TEST"]["NAME"]))
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        make_site()


@pytest.fixture(autouse=True)
def _media_in_tmp(settings, tmp_path):
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "media")},
    }
    settings.STORAGES = {**settings.STORAGES, "default": storage}


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """What one test has kept another must not read: numbers of generations are rolled back with the data."""
    for alias in ("default", "filtered", "typed"):
        caches[alias].clear()


@pytest.fixture
def site(transactional_db):
    """For transactional tests (browsers, threads, processes): they see what other connections commit."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A transactional test ends with an empty database; whatever a worker takes up next, stolen work too, needs the site.

    After the last one there may be no database any more.
    """
    result = yield
    if nextitem and "transactional_db" in getattr(item, "fixturenames", ()):
        with item.config.stash[blocking_manager_key].unblock():
            make_site()
    return result


@pytest.fixture
def sign_in(db):
    """`sign_in("hr")` is a client of a new user in that group; `sign_in(user)` of that user."""

    def _sign_in(who: "str | object" = "employee") -> Client:
        user = UserFactory(role=Role(who)) if isinstance(who, str) else who
        client = Client()
        client.force_login(user)
        return client

    return _sign_in
