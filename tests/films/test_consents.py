"""No face is shown in a film without the person's consent, whichever way the film is published."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.factories import UserFactory
from films.consents import NotReadyError
from films.factories import FilmFactory, VideoFactory, cast_row
from films.models import FilmIndexPage, FilmPage
from people.consents import deciding
from people.factories import EmployeeFactory
from people.models import Purpose
from portal.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent():
    return EmployeeFactory(surname="Кривошлыкова", name="Оксана")


def form(employee=None, **fields) -> dict:
    rows = [{"employee": employee.pk, "guest_name": "", "role": "Снегурочка", "seconds": "02:14"}] if employee else []
    return nested_form_data(
        {
            **{"title": "Её смена", "slug": "ee-smena", "lead": "Сутки.", "year": "2026", "audience": "employees"},
            **{"body": streamfield([]), "cast": inline_formset(rows), "comments": inline_formset([]), "address": ""},
            **fields,
        }
    )


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_publishing_a_new_film_is_refused_with_the_name_and_kept_as_a_draft(sign_in, silent):
    add = reverse("wagtailadmin_pages:add", args=["films", "filmpage", FilmIndexPage.objects.get().pk])
    response = sign_in("press").post(add, form(silent, video=VideoFactory().pk, **{"action-publish": "1"}))
    assert "Кривошлыкова" in said(response)
    film = FilmPage.objects.get(slug="ee-smena")
    assert not film.live
    assert film.cast.get().seconds == 134


def test_with_the_consent_it_is_published(sign_in, silent):
    film = FilmFactory(cast=[cast_row(silent)], draft=True, slug="ee-smena")
    press, edit = sign_in("press"), reverse("wagtailadmin_pages:edit", args=[film.pk])
    assert "Кривошлыкова" in press.get(edit).content.decode()
    deciding.give(silent, Purpose.FILM, None)
    data = form(video=film.video_id, **{"action-publish": "1"})
    press.post(edit, data)
    film.refresh_from_db()
    assert film.live


def test_bulk_publishing_obeys(sign_in, silent):
    film = FilmFactory(cast=[cast_row(silent)], draft=True)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={film.pk}"
    response = sign_in("press").post(bulk)
    assert "Кривошлыкова" in said(response)
    film.refresh_from_db()
    assert not film.live


def test_code_and_the_clock_obey(silent):
    film = FilmFactory(cast=[cast_row(silent)], draft=True)
    with pytest.raises(NotReadyError, match="Кривошлыкова"):
        film.latest_revision.publish()


def test_the_crew_and_guests_need_none(silent):
    assert FilmFactory(cast=[cast_row(silent, "оператор", crew=True), cast_row("Соня")]).live


def test_a_film_whose_file_is_not_ready_waits(sign_in):
    film = FilmFactory(video=VideoFactory(state="processing", folder=""), draft=True)
    with pytest.raises(NotReadyError, match="обрабатывается"):
        film.latest_revision.publish()


def test_a_film_without_a_film_is_refused():
    with pytest.raises(NotReadyError, match="Выберите файл"):
        FilmFactory(video=None)


def test_who_withdraws_is_shown_no_more(sign_in, silent):
    deciding.give(silent, Purpose.FILM, None)
    film, reader = FilmFactory(cast=[cast_row(silent)]), sign_in()
    other = FilmFactory()
    assert reader.get(film.video.file_url).status_code == 200
    deciding.withdraw(silent, Purpose.FILM, UserFactory())
    assert reader.get(film.url).status_code == 404
    assert reader.get(film.video.file_url).status_code == 404
    assert Problem.objects.filter(title__contains=film.title).exists()
    assert reader.get(other.url).status_code == 200


def test_other_consents_have_no_say(silent):
    for purpose in (Purpose.FILM, Purpose.MAGAZINE):
        deciding.give(silent, purpose, None)
    film = FilmFactory(cast=[cast_row(silent)])
    deciding.withdraw(silent, Purpose.MAGAZINE, None)
    film.refresh_from_db()
    assert film.live


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"guest_name": "Соня Иванова"}, "Только имя"),
        ({"guest_name": "", "employee": ""}, "Выберите сотрудника или впишите имя гостя"),
        ({"guest_name": "Соня", "seconds": "две минуты"}, "через двоеточие"),
    ],
)
def test_a_row_of_the_cast_says_what_is_wrong_with_it(sign_in, fields, words):
    add = reverse("wagtailadmin_pages:add", args=["films", "filmpage", FilmIndexPage.objects.get().pk])
    row = {"employee": "", "guest_name": "", "role": "Роль", "seconds": ""} | fields
    data = form(cast=inline_formset([row]), video=VideoFactory().pk, **{"action-publish": "1"})
    assert words in sign_in("press").post(add, data).content.decode()


def test_a_film_is_here_or_there_and_only_at_known_sites(sign_in):
    add = reverse("wagtailadmin_pages:add", args=["films", "filmpage", FilmIndexPage.objects.get().pk])
    press = sign_in("press")
    foreign = press.post(add, form(address="https://evil.example/watch", **{"action-publish": "1"}))
    assert "Так показать не получится" in foreign.content.decode()
    both = form(video=VideoFactory().pk, address="https://rutube.ru/video/0123456789abcdef0123456789abcdef/")
    assert "что-то одно" in press.post(add, both | {"action-publish": "1"}).content.decode()
