"""The floor to compare with: a bare Django view behind the usual middleware that reads session and user and answers a ready body.

`gunicorn bench.bare:application` with BARE_DATABASE (a SQLite file) or DATABASE_URL; `python -m bench.bare setup` makes the user.
`/session/<bytes>/` answers a body of that size, `/lookup/<bytes>/` after one indexed lookup.
"""

import os
import sys

import django
import environ
from django.conf import settings

USUAL = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
# The portal's own settings for SQLite, so that only the work differs.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=33554432;PRAGMA cache_size=-20000;",
}


def database() -> dict:
    if os.environ.get("DATABASE_URL"):
        return {
            **environ.Env.db_url_config(os.environ["DATABASE_URL"]),
            # Beside the portal's tables, which have a user of their own.
            "OPTIONS": {"options": "-c search_path=bare"},
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["BARE_DATABASE"],
        "OPTIONS": SQLITE,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="bench-only" * 5,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.bare",
        MIDDLEWARE=USUAL,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        DATABASES={"default": database()},
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()

from django.contrib.auth import get_user_model, login
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

BODIES: dict[int, bytes] = {}


def session(request, size):
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return HttpResponse(BODIES.setdefault(size, b"<p>0123456789 abcdefghij</p>\n" * (size // 29 + 1))[:size])


def lookup(request, size):
    """The same with one indexed lookup."""
    get_user_model().objects.filter(username="employee").values_list("pk", "email").first()
    return session(request, size)


def enter(request):
    login(request, get_user_model().objects.get(username="employee"))
    return HttpResponse("ok")


urlpatterns = [path("session/<int:size>/", session), path("lookup/<int:size>/", lookup), path("enter/", enter)]
application = get_wsgi_application()

if __name__ == "__main__" and sys.argv[1:] == ["setup"]:
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.cursor().execute("CREATE SCHEMA IF NOT EXISTS bare")
    call_command("migrate", verbosity=0)
    get_user_model().objects.get_or_create(username="employee")
