"""The portal asks nobody outside for anything, whatever somebody types (S24, S52, S97)."""

import re
import socket
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from magazine.factories import ArticleFactory
from news.factories import NewsFactory
from people.factories import EmployeeFactory
from portal.blocks import EmbedBlock
from portal.factories import PictureFactory
from syndication.models import Channel, Delivery
from tests.blocks import embed

pytestmark = pytest.mark.django_db
LOADED = re.compile(r"""<(?:script|img|link|iframe|source|video|audio)\b[^>]*?\b(?:src|href|srcset)=["'](https?:)?//""")


@pytest.fixture
def listener():
    """A host that somebody wants the portal to ask: it accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        yield server


def asked(server) -> bool:
    try:
        server.accept()[0].close()
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("who", ["employee", "press", "hr", "admin"])
def test_no_page_loads_anything_from_another_host(sign_in, who):
    """S24"""
    client = sign_in(who)
    article = ArticleFactory(cover=PictureFactory(), authors=[EmployeeFactory(shown=True)])
    cms = () if who == "employee" else ("/admin/",)
    for path in ("/", "/news/", article.url, "/people/", "/channel/", "/me/", "/search/?q=насос", *cms):
        page = client.get(path).content.decode().replace("//testserver/", "/")
        assert [found[0] for found in LOADED.finditer(page)] == [], path


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://0x7f.1:{}/", "http://[::ffff:127.0.0.1]:{}/"]
)
def test_an_address_typed_as_an_embed_is_not_asked(sign_in, listener, url):
    """S52"""
    address = url.format(listener.getsockname()[1])
    sign_in("press").post(reverse("wagtailembeds:chooser_upload"), {"embed-chooser-url": address})
    body = [{"type": "text", "value": f'<p>x</p><embed embedtype="media" url="{address}"/>'}, embed(address)]
    with pytest.raises(ValidationError):
        EmbedBlock().clean(EmbedBlock().to_python(body[1]["value"]))
    sign_in().get(NewsFactory(body=body).url)
    assert not asked(listener)


def test_publishing_does_not_wait_for_a_telegram_that_never_answers(sign_in, listener, settings):
    """S97: the request writes the outbox; whoever talks to Telegram is the worker."""
    api = f"http://127.0.0.1:{listener.getsockname()[1]}"
    reach = replace(settings.ENV.telegram, tokens={"": "1:x"}, chat_id="-1001", api_url=api)
    settings.ENV = replace(settings.ENV, telegram=reach)
    Channel.objects.update(pace=0)
    page = NewsFactory(draft=True, cover=PictureFactory())
    press = sign_in("press")
    page.get_latest_revision().publish()
    assert press.get(page.url).status_code == 200
    assert Delivery.objects.exists()
    assert not asked(listener)
