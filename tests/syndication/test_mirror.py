"""The channel on the portal: what a subscriber reads, for those who have no Telegram; and as a feed by a personal address."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from news.factories import NewsFactory
from portal.factories import PictureFactory
from syndication import outbox
from syndication.models import Channel, Composition, CompositionPicture, Delivery, Media
from tests.counting import cold_queries
from tests.reading import read

pytestmark = pytest.mark.django_db


def news(**fields):
    page = NewsFactory(draft=True, **fields)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def album(page, pictures):
    channel = Channel.objects.get()
    composition = Composition.objects.create(channel=channel, page_id=page.pk, media=Media.ALBUM)
    for place, picture in enumerate(pictures):
        CompositionPicture.objects.create(composition=composition, picture=picture, place=place)
    outbox.recompose(page.pk, channel)


def address_of(client) -> str:
    client.post("/channel/feed/renew/")
    return re.search(r'value="https?://[^/]+(/channel/feed/[^"]+)"', read(client.get("/channel/feed/")))[1]


def entries(answer) -> list:
    return BeautifulSoup(answer.content.decode(), "html.parser").find_all("entry")


def test_the_mirror_says_what_the_channel_says_with_its_link_and_button(sign_in):
    page = news(title="Насос <новый>", tags=["Сети и трубы"])
    shown = read(sign_in("employee").get("/channel/"))
    assert "<b>Насос &lt;новый&gt;</b>" in shown and "#Сети_и_трубы" in shown
    assert f'{page.url}">Читать полностью</a>' in shown


def test_an_album_shows_all_its_pictures_and_has_no_button(sign_in):
    album(news(), [PictureFactory() for _ in range(3)])
    shown = read(sign_in("employee").get("/channel/"))
    assert shown.count('class="gallery album"') == 1 and shown.count("<gallery-lightbox>") == 1
    assert 'class="keys"' not in shown


def test_what_is_unpublished_is_gone_at_once(sign_in):
    page = news(title="Снимут")
    client = sign_in("employee")
    assert "Снимут" in read(client.get("/channel/"))
    page.unpublish()
    assert "Снимут" not in read(client.get("/channel/"))


def test_each_channel_has_its_address(sign_in):
    news(title="Для всех")
    second = Channel.objects.create(name="Чат смены", address="@smena")
    shown = read(sign_in("employee").get(f"/channel/{second.pk}/"))
    assert "Чат смены" in shown and "Для всех" not in shown
    assert sign_in("employee").get("/channel/999/").status_code == 404


def test_twenty_posts_cost_as_many_queries_as_two(sign_in):
    for _ in range(2):
        news(cover=PictureFactory())
    client = sign_in("employee")
    few = len(cold_queries(client, "/channel/"))
    for _ in range(18):
        news(cover=PictureFactory())
    assert len(cold_queries(client, "/channel/")) == few


def test_a_feed_needs_no_session_and_holds_the_posts(sign_in):
    page = news(title="Насос & труба")
    answer = Client().get(address_of(sign_in("employee")))
    (entry,) = entries(answer)
    assert entry.title.text == "Насос & труба"
    assert entry.link["href"].endswith(page.url)
    assert answer["Cache-Control"].startswith("private")


def test_a_feed_follows_the_channel(sign_in):
    page = news(title="Снимут")
    address = address_of(sign_in("employee"))
    assert len(entries(Client().get(address))) == 1
    page.unpublish()
    assert entries(Client().get(address)) == []


def test_a_new_address_ends_the_old_one_and_it_is_shown_once(sign_in):
    client = sign_in("employee")
    old, new = address_of(client), address_of(client)
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]
    assert new not in read(client.get("/channel/feed/"))


def test_who_leaves_has_no_feed_and_nobody_guesses_one(sign_in):
    address = address_of(sign_in("employee"))
    User.objects.update(is_active=False)
    assert Client().get(address).status_code == 404
    assert Client().get("/channel/feed/guess.atom").status_code == 404


def test_a_feed_can_be_given_up(sign_in):
    client = sign_in("employee")
    address = address_of(client)
    client.post("/channel/feed/end/")
    assert Client().get(address).status_code == 404


def test_a_post_that_the_gates_keep_back_shows_no_picture(sign_in):
    news(cover=PictureFactory())
    Delivery.objects.update(state="failed")
    assert "<img" not in read(sign_in("employee").get("/channel/")).split('class="tg text"')[1].split("<footer")[0]
