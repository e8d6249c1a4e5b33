"""Which driver speaks for a channel, and whether it is connected (its token is in the environment, its address known)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from portal.env.services import Max, Telegram
from portal.http import Timeouts
from syndication.max import links as max_links
from syndication.max.driver import MaxDriver
from syndication.models import Channel
from syndication.port import Driver, Limits, MessageId
from syndication.telegram import links as telegram_links
from syndication.telegram.driver import TelegramDriver

MAX_CAUTION = "Драйвер MAX написан по документации и не проверен на живой службе: первые посты сверьте с каналом."


@dataclass(frozen=True)
class Service:
    """How to speak to one service: its variables in the environment, what fits into its posts, what people should know."""

    prefix: str
    environment: Callable[[], Telegram | Max]
    open: Callable[[Channel, Timeouts], Driver]
    limits: Limits
    message_at: Callable[[str, str], MessageId | None]
    album_at: Callable[[MessageId, int], tuple[MessageId, ...]]  # the messages of an album of so many pictures
    link_example: str
    caution: str = ""


def _telegram(channel: Channel, timeouts: Timeouts) -> Driver:
    reach = settings.ENV.telegram
    return TelegramDriver(
        token=_token(channel),
        chat_id=address_of(channel),
        topic=channel.topic,
        witness_token=reach.witness_token,
        staging_chat_id=reach.staging_chat_id,
        api_url=reach.api_url,
        proxy=reach.proxy or None,
        timeouts=timeouts,
    )


def _max(channel: Channel, timeouts: Timeouts) -> Driver:
    reach = settings.ENV.max
    return MaxDriver(
        token=_token(channel),
        chat_id=address_of(channel),
        api_url=reach.api_url,
        proxy=reach.proxy or None,
        ca_file=reach.ca_file,
        timeouts=timeouts,
    )


def _in_a_row(first: MessageId, count: int) -> tuple[MessageId, ...]:
    return tuple(range(int(first), int(first) + count))


def _one_message(first: MessageId, count: int) -> tuple[MessageId, ...]:
    return (first,)


SERVICES = {
    "telegram": Service(
        prefix="TELEGRAM",
        environment=lambda: settings.ENV.telegram,
        open=_telegram,
        limits=TelegramDriver.limits,
        message_at=telegram_links.message_at,
        album_at=_in_a_row,
        link_example="https://t.me/канал/123",
    ),
    "max": Service(
        prefix="MAX",
        environment=lambda: settings.ENV.max,
        open=_max,
        limits=MaxDriver.limits,
        message_at=max_links.message_at,
        album_at=_one_message,
        link_example="https://max.ru/канал/AZ2H-TzaAOc",
        caution=MAX_CAUTION,
    ),
}


def service_of(channel: Channel) -> Service:
    return SERVICES[channel.driver]


def is_connected(channel: Channel) -> bool:
    return bool(_token(channel) and address_of(channel))


def address_of(channel: Channel) -> str:
    """The channel's own address, or that of the environment; "" when there is none."""
    return channel.address or service_of(channel).environment().chat_id


def token_name(channel: Channel) -> str:
    """The variable of the environment that holds the token of the channel's bot."""
    variable = f"{service_of(channel).prefix}_BOT_TOKEN"
    return f"{variable}_{channel.bot.upper()}" if channel.bot else variable


def chat_name(channel: Channel) -> str:
    """The variable of the environment that holds the address of a channel without one of its own."""
    return f"{service_of(channel).prefix}_CHAT_ID"


def token_word(channel: Channel) -> str:
    """Whether the token is there, for people; never the token."""
    return f"{token_name(channel)} {'задан' if _token(channel) else 'не задан'}"


def _token(channel: Channel) -> str:
    return service_of(channel).environment().tokens.get(channel.bot.upper(), "")


def limits_of(channel: Channel) -> Limits:
    """How much fits into a post of the channel, connected or not."""
    return service_of(channel).limits


def driver_of(channel: Channel) -> Driver:
    """The driver of a connected channel."""
    return service_of(channel).open(channel, settings.CHANNEL_TIMEOUTS)


def message_at(channel: Channel, url: str) -> MessageId | None:
    """The message that a person means by the address of a post; None when it is not one."""
    return service_of(channel).message_at(url, address_of(channel))
