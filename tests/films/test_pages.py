"""The year line, the page of a film, its cast, and the filmography."""

import pytest
from django.test import Client

from films.factories import FilmFactory, HolidayFactory, VideoFactory, cast_row
from people.factories import EmployeeFactory
from people.models import Purpose
from portal.factories import PictureFactory
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db


def actor(**fields):
    return EmployeeFactory(consents=[Purpose.FILM, Purpose.PHOTO], **fields)


def test_the_year_line_shows_the_films_under_their_holidays(sign_in):
    holiday = HolidayFactory(name="Радиатороведение")
    FilmFactory(title="Рассвет", holiday=holiday)
    FilmFactory(title="Кочегар")
    page = sign_in().get("/films/").content.decode()
    assert "Радиатороведение" in page
    assert "Рассвет" in page
    assert "Кочегар" in page


def test_the_page_plays_without_javascript_and_names_the_cast(sign_in):
    film = FilmFactory(cast=[cast_row(actor(surname="Кушхова", name="Зарема")), cast_row("Соня", "Снежинка", 61)])
    page = sign_in().get(film.url).content.decode()
    assert f'<source src="{film.video.file_url}" type="video/mp4">' in page
    assert "Кушхова" in page
    assert 'data-seconds="134"' in page
    assert f'href="{film.video.file_url}#t=61"' in page
    assert "Соня" in page


def test_a_hosted_film_asks_nothing_of_its_site_before_it_is_wanted(sign_in):
    film = FilmFactory(video=None, address="https://rutube.ru/video/0123456789abcdef0123456789abcdef/")
    page = sign_in().get(film.url).content.decode()
    assert "<video-door" in page
    assert "<iframe" not in page


def test_the_profile_shows_the_filmography(sign_in):
    employee = actor()
    FilmFactory(
        title="Рассвет", cast=[cast_row(employee, "Снегурочка"), cast_row(employee, "оператор", None, crew=True)]
    )
    FilmFactory(title="Черновик", cast=[cast_row(employee)], draft=True)
    page = sign_in().get(employee.get_absolute_url()).content.decode()
    assert "Фильм: Снегурочка, 2:14; оператор" in page
    assert page.count("Рассвет") == 1
    assert "Черновик" not in page


def test_strangers_are_sent_to_sign_in(client):
    film = FilmFactory()
    assert Client().get(film.url).status_code == 302
    assert Client().get(FilmFactory(audience="public", video=VideoFactory()).url).status_code == 200


MOST = 17  # fifteen beside session and user


@pytest.mark.parametrize("people", [2, 60])
def test_the_page_of_a_large_cast_costs_no_more_queries(sign_in, people, django_assert_max_num_queries):
    film = FilmFactory(cast=[actor(surname=f"Иванов{'а' * n}") for n in range(people)])
    reader = sign_in()
    cold = cold_queries(reader, film.url)
    assert len(cold) <= MOST, [query[:90] for query in cold]
    with django_assert_max_num_queries(3):
        reader.get(film.url)


def test_the_year_line_costs_as_much_with_many_films(sign_in):
    first = HolidayFactory()
    FilmFactory(holiday=first, cover=PictureFactory())
    few = len(cold_queries(sign_in(), "/films/"))
    for _ in range(4):
        FilmFactory(holiday=HolidayFactory(), cover=PictureFactory())
    assert len(cold_queries(sign_in(), "/films/")) == few <= MOST
