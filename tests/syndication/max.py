"""What tests of the MAX driver share; posts and pictures are those of `tests.syndication.telegram`."""

from syndication.max.driver import MaxDriver
from tests.syndication.telegram import QUICK


def driver_of(server, **options) -> MaxDriver:
    given = {"token": server.token, "chat_id": server.chat_id, "api_url": server.url, "timeouts": QUICK}
    return MaxDriver(**{**given, **options})
