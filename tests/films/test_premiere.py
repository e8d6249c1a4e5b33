"""A film with an hour: closed before it, open at that second, whoever had the page in a cache."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from films.captions.cues import Cue
from films.factories import FilmFactory, HolidayFactory, VideoFactory, cast_row
from films.models.tracks import keep
from films.models.video import CLIP, FILM, MASTER, SPRITE
from films.premieres import announce_opened
from films.timing import programme_rows
from people.factories import EmployeeFactory
from people.models import Purpose
from portal.factories import PictureFactory
from portal.stories import unannounced

pytestmark = pytest.mark.django_db

FILES = dict.fromkeys((MASTER, FILM, CLIP, SPRITE, "360.m4s", "poster-1.jpg"), 4)
PROGRAMME = "18:45 Собираемся в актовом зале\nЧай и пироги"


@pytest.fixture
def hour():
    return timezone.now().replace(microsecond=0) + timedelta(hours=2)


@pytest.fixture
def film(hour):
    cast = [cast_row(EmployeeFactory(surname="Кушхова", name="Зарема", consents=[Purpose.FILM]))]
    about = {"premiere_at": hour, "programme": PROGRAMME, "cover": PictureFactory(), "cast": cast}
    return FilmFactory(video=VideoFactory(files=FILES), **about)


def read(client, url: str) -> str:
    """Typography binds short words with a space of its own."""
    return client.get(url).content.decode().replace("\xa0", " ")


def shown(client, film) -> str:
    return read(client, film.url)


def test_before_the_hour_there_are_poster_programme_and_countdown_and_no_file(sign_in, film):
    page = shown(sign_in(), film)
    assert "<premiere-countdown" in page
    assert "Собираемся в актовом зале" in page and "Чай и пироги" in page
    assert "Кушхова" in page
    assert film.video.folder not in page and "film-player" not in page and "2:14" not in page


@pytest.mark.parametrize("name", FILES)
def test_before_the_hour_no_address_gives_bytes(sign_in, film, name):
    video = film.video
    for client in (sign_in(), sign_in("hr"), Client()):
        assert client.get(video.url_of(name)).status_code == 404
        assert client.get(reverse("films:save", args=[video.folder])).status_code == 404


def test_before_the_hour_captions_are_neither_served_nor_found(sign_in, film, hour):
    cue = Cue(0, 2000, "Хрюкотали зелюки")
    keep(film.video, [cue])
    reader, address = sign_in(), film.video.tracks.get().url
    assert reader.get(address).status_code == 404
    assert "Хрюкотали" not in shown(reader, film)
    with time_machine.travel(hour, tick=False):
        assert reader.get(address).status_code == 200
        assert "Хрюкотали" in shown(reader, film)


@pytest.mark.parametrize("is_news", [True, False])
def test_the_search_finds_what_is_told_and_said_from_the_hour_on(sign_in, hour, is_news):
    reader, body = sign_in(), [("text", "<p>Снимали на варкалось</p>")]
    with nullcontext() if is_news else unannounced():
        film = FilmFactory(video=VideoFactory(), premiere_at=hour, cover=PictureFactory(), body=body)
    keep(film.video, [Cue(0, 2000, "Хрюкотали зелюки")])
    keep(film.video, [Cue(0, 2000, "Мюмзики")], kind="chapters")
    asked = ["хрюкотали", "варкалось", "мюмзики"]
    assert not any(film.url in read(reader, f"/search/?q={word}") for word in asked)
    with time_machine.travel(hour, tick=False):
        announce_opened()
        assert all(film.url in read(reader, f"/search/?q={word}") for word in asked)


def test_the_press_sees_the_film_before_and_is_told_that_others_do_not(sign_in, film):
    press = sign_in("press")
    page = shown(press, film)
    assert "film-player" in page and "видит только редакция" in page
    assert press.get(film.video.file_url).status_code == 200
    assert "film-player" not in shown(sign_in(), film)


def test_at_that_second_page_and_file_open_for_everybody_without_any_job(sign_in, film, hour):
    reader = sign_in()
    shown(reader, film)
    with time_machine.travel(hour - timedelta(seconds=1), tick=False):
        assert "film-player" not in shown(reader, film)
        assert reader.get(film.video.file_url).status_code == 404
    with time_machine.travel(hour, tick=False):
        assert "film-player" in shown(reader, film)
        assert reader.get(film.video.file_url).status_code == 200


def test_a_browser_that_asks_whether_the_page_has_changed_is_told_so_at_the_hour(sign_in, film, hour):
    reader = sign_in()
    with time_machine.travel(hour - timedelta(seconds=1), tick=False):
        kept = reader.get(film.url)["ETag"]
        assert reader.get(film.url, headers={"If-None-Match": kept}).status_code == 304
    with time_machine.travel(hour, tick=False):
        assert reader.get(film.url, headers={"If-None-Match": kept}).status_code == 200


def test_an_hour_that_is_moved_moves_the_opening(sign_in, film, hour):
    film.premiere_at = hour + timedelta(days=1)
    film.save_revision().publish()
    with time_machine.travel(hour + timedelta(minutes=1), tick=False):
        assert "film-player" not in shown(sign_in(), film)
    film.premiere_at, film.programme = None, ""
    film.save_revision().publish()
    assert "film-player" in shown(sign_in(), film)


def test_a_public_premiere_is_closed_to_strangers_too(film, hour):
    type(film).objects.filter(pk=film.pk).update(audience="public")
    assert "film-player" not in shown(Client(), film)
    with time_machine.travel(hour, tick=False):
        assert "film-player" in shown(Client(), film)


def test_the_front_page_and_the_year_line_name_the_hour(sign_in, film, hour):
    FilmFactory(title="Прошлогодний", cover=PictureFactory())
    reader = sign_in()
    front = read(reader, "/")
    assert "Скоро премьера" in front and film.title in front and "Прошлогодний" in front
    assert "Премьера " in read(reader, "/films/")
    with time_machine.travel(hour, tick=False):
        assert "Скоро премьера" not in reader.get("/").content.decode()


def test_what_is_being_prepared_is_for_the_press_alone(sign_in):
    FilmFactory(title="Секрет к празднику", holiday=HolidayFactory(name="День котла"), draft=True)
    assert "Секрет к празднику" in read(sign_in("press"), "/films/")
    for role in ("employee", "hr", "jury"):
        assert "Секрет к празднику" not in read(sign_in(role), "/films/")


def test_the_next_holiday_stands_on_the_front_page(sign_in):
    FilmFactory()
    HolidayFactory(name="Послезавтра", kind="own", month=None, day=None, on=timezone.localdate() + timedelta(days=2))
    assert "Послезавтра" in sign_in().get("/").content.decode()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("18:45 Собираемся", [("18:45", "Собираемся")]),
        ("9.00 — Кино\n\n Чай ", [("9:00", "Кино"), ("", "Чай")]),
        ("", []),
    ],
)
def test_a_programme_is_rows(text, rows):
    assert programme_rows(text) == rows
