from dataclasses import replace

import pytest

from syndication.models import Channel
from tests.syndication.telegram import QUICK
from tests.syndication.telegram_server import TelegramServer


@pytest.fixture
def telegram():
    with TelegramServer() as server:
        yield server


@pytest.fixture
def connected(telegram, settings, db):
    """The company's channel, connected to the test server, without a pause between posts."""
    reach = replace(settings.ENV.telegram, tokens={"": telegram.token}, chat_id=telegram.chat_id, api_url=telegram.url)
    settings.ENV = replace(settings.ENV, telegram=reach)
    settings.WAGTAILADMIN_BASE_URL = "https://teplo.example.org"
    settings.TELEGRAM_TIMEOUTS = QUICK
    Channel.objects.update(pace=0)
    return telegram
