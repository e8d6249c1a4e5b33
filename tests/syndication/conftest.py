from dataclasses import replace

import pytest

from syndication.models import Channel
from tests.syndication.max_server import MaxServer
from tests.syndication.telegram import QUICK
from tests.syndication.telegram_server import TelegramServer


@pytest.fixture
def telegram():
    with TelegramServer() as server:
        yield server


@pytest.fixture
def max_service(monkeypatch):
    monkeypatch.setattr("syndication.max.driver.READY_PAUSES", (0.01, 0.01))
    with MaxServer() as server:
        yield server


@pytest.fixture
def connected(telegram, settings, db):
    """The company's channel, connected to the test server, without a pause between posts."""
    reach = replace(settings.ENV.telegram, tokens={"": telegram.token}, chat_id=telegram.chat_id, api_url=telegram.url)
    settings.ENV = replace(settings.ENV, telegram=reach)
    settings.WAGTAILADMIN_BASE_URL = "https://teplo.example.org"
    settings.CHANNEL_TIMEOUTS = QUICK
    Channel.objects.update(pace=0)
    return telegram


@pytest.fixture
def max_connected(max_service, settings, db):
    """The company's channel is in MAX, connected to the test server, without a pause between posts."""
    reach = replace(
        settings.ENV.max, tokens={"": max_service.token}, chat_id=max_service.chat_id, api_url=max_service.url
    )
    settings.ENV = replace(settings.ENV, max=reach)
    settings.WAGTAILADMIN_BASE_URL = "https://teplo.example.org"
    settings.CHANNEL_TIMEOUTS = QUICK
    Channel.objects.update(driver="max", pace=0)
    return max_service
