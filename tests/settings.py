"""The portal's own settings with what tests need: a database in a file (the browser tests share it between threads), cheap
passwords, static files without a manifest. `TEST_DATABASE_URL` chooses PostgreSQL."""

import os

os.environ.setdefault("DATA_DIR", "var/test")
os.environ.setdefault("DEMO", "1")
_live = "LIVE_DATABASE" in os.environ
_channels = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID", "MAX_BOT_TOKEN", "MAX_CHAT_ID")
for _name in ("DATABASE_URL", "BASE_URL", "CACHE_URL", *(() if _live else _channels)):
    os.environ.pop(_name, None)
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
    os.environ["SECRET_KEY"] = "only-for-tests-" * 4
    os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
    os.environ["BASE_URL"] = "http://testserver"

from portal.settings import *  # noqa: E402, F403
from portal.settings import ALLOWED_HOSTS, DATA_DIR, DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS += ["testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
