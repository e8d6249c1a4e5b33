"""Settings of a real process (worker, gunicorn) that a test starts on the tests' own database: quick to give up, quick to take over."""

import os
from datetime import timedelta

from portal.http import Timeouts
from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ["LIVE_DATABASE"]
if os.environ.get("LIVE_MEDIA"):
    STORAGES["default"]["OPTIONS"] = {"location": os.environ["LIVE_MEDIA"]}
WORKER_DEAD_AFTER = timedelta(seconds=float(os.environ.get("LIVE_DEAD_AFTER", "30")))
CHANNEL_TIMEOUTS = Timeouts(connect=2, read=2, whole=5)
