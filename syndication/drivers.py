"""Which driver speaks for a channel, and whether it is connected (its token is in the environment, its address known)."""

from django.conf import settings

from syndication.models import Channel
from syndication.port import Driver
from syndication.telegram.driver import TelegramDriver


def is_connected(channel: Channel) -> bool:
    telegram = settings.ENV.telegram
    return bool(telegram.tokens.get("") and (channel.address or telegram.chat_id))


def driver_of(channel: Channel) -> Driver:
    """The driver of a connected channel."""
    telegram = settings.ENV.telegram
    return TelegramDriver(
        token=telegram.tokens[""],
        chat_id=channel.address or telegram.chat_id,
        api_url=telegram.api_url,
        proxy=telegram.proxy or None,
        timeouts=settings.TELEGRAM_TIMEOUTS,
    )
