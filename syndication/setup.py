"""The company's channel."""

from syndication.models import Channel


def ensure() -> None:
    Channel.objects.get_or_create(driver="telegram", address="", defaults={"name": "Канал компании"})
