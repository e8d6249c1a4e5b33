"""What tests of the Telegram driver share: a driver of the test server, posts and pictures."""

import io

from PIL import Image

from portal.http import Timeouts
from syndication.port import Button, Photo, Post
from syndication.telegram.driver import TelegramDriver
from tests.syndication.telegram_content import digest

PAGE = "https://teplo.example.org/news/nasos/"
# For what is about failures; a busy machine may need the patient ones where an answer must come.
QUICK = Timeouts(connect=2, read=1, whole=3)
PATIENT = Timeouts(connect=20, read=20, whole=20)


def driver_of(server, **options) -> TelegramDriver:
    given = {"token": server.token, "chat_id": server.chat_id, "api_url": server.url, "timeouts": QUICK}
    return TelegramDriver(**{**given, **options})


def photo(colour: str = "orange", size: tuple[int, int] = (60, 40)) -> Photo:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return Photo("cover.jpg", file.getvalue(), digest(file.getvalue()))


def post(title: str = "Новый насос", picture: Photo | None = None, **more) -> Post:
    markup = f'<a href="{PAGE}"><b>{title}</b></a>\n\nРаботает тихо.\n\n#Сети'
    return Post(
        **{"html": markup, "photos": (picture,) if picture else (), "button": Button("Читать полностью", PAGE), **more}
    )
