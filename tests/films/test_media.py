"""Who may have the files of a film, and how they go out."""

from dataclasses import replace

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from accounts.roles import Role
from films.factories import FilmFactory, VideoFactory
from films.models import Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def video():
    return VideoFactory(content=b"0123456789")


def test_employees_have_the_film_of_a_live_page_and_strangers_do_not_learn_of_it(sign_in, video):
    FilmFactory(video=video)
    assert b"".join(sign_in().get(video.file_url).streaming_content) == b"0123456789"
    assert Client().get(video.file_url).status_code == 404


def test_a_public_film_is_for_all(video):
    FilmFactory(video=video, audience="public")
    assert Client().get(video.file_url).status_code == 200


def test_a_draft_is_for_its_editors(sign_in, video):
    FilmFactory(video=video, draft=True)
    assert sign_in().get(video.file_url).status_code == 404
    assert sign_in("press").get(video.file_url).status_code == 200


def test_a_page_for_a_group_keeps_its_film_for_the_group(sign_in, video):
    film = FilmFactory(video=video)
    restriction = PageViewRestriction.objects.create(page=film, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Role.JURY.group())
    assert sign_in().get(video.file_url).status_code == 404
    assert sign_in("jury").get(video.file_url).status_code == 200


def test_a_film_taken_down_is_closed_at_once(sign_in, video):
    film, reader = FilmFactory(video=video), sign_in()
    assert reader.get(video.file_url).status_code == 200
    film.unpublish()
    assert reader.get(video.file_url).status_code == 404


@pytest.mark.parametrize("name", ["source.mp4", "..%2Ffilm.mp4", "film.mp4%00", "sound.m4a", "master.m3u8"])
def test_only_what_the_film_has_is_given(sign_in, video, name):
    FilmFactory(video=video)
    assert sign_in().get(video.file_url.replace("film.mp4", name)).status_code == 404


def test_no_other_address_serves_it(sign_in, video):
    FilmFactory(video=video)
    assert sign_in("admin").get(f"/media/{video.stored('film.mp4')}").status_code == 404


def test_a_range(sign_in, video):
    FilmFactory(video=video)
    response = sign_in().get(video.file_url, headers={"Range": "bytes=2-4"})
    assert (response.status_code, response["Content-Range"]) == (206, "bytes 2-4/10")
    assert b"".join(response.streaming_content) == b"234"
    assert response["Content-Type"] == "video/mp4"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_nginx_gets_the_path_alone(sign_in, video, settings):
    FilmFactory(video=video)
    settings.ENV = replace(settings.ENV, sendfile=True)
    response = sign_in().get(video.file_url)
    assert response["X-Accel-Redirect"] == f"/protected-media/films/{video.folder}/film.mp4"


def test_the_file_for_saving_has_a_name_one_can_read(sign_in, video):
    Video.objects.update(title='a\r\nSet-Cookie:x "../Её смена')
    FilmFactory(video=video)
    response = sign_in().get(f"/films/save/{video.folder}/")
    assert "attachment" in response["Content-Disposition"]
    assert "\n" not in response["Content-Disposition"]
    assert "Set-Cookie" not in response.cookies


def test_a_segment_costs_the_session_the_person_and_one_query(sign_in, video, django_assert_num_queries):
    FilmFactory(video=video)
    FilmFactory(video=video)
    reader = sign_in()
    reader.get(video.file_url)  # the session remembers what its owner may
    with django_assert_num_queries(3):
        reader.get(video.file_url)


def test_a_page_under_a_restricted_section_keeps_its_film_for_the_group(sign_in, video):
    film = FilmFactory(video=video, audience="public")
    section = PageViewRestriction.objects.create(page=film.get_parent(), restriction_type=PageViewRestriction.GROUPS)
    section.groups.add(Role.JURY.group())
    assert sign_in().get(video.file_url).status_code == 404
    assert Client().get(video.file_url).status_code == 404
    assert sign_in("jury").get(video.file_url).status_code == 200
    FilmFactory(video=video)
    assert sign_in().get(video.file_url).status_code == 404, "the other page lies in the same section"


def test_a_public_film_behind_a_sign_in_of_its_page_is_no_strangers(sign_in, video):
    film = FilmFactory(video=video, audience="public")
    PageViewRestriction.objects.create(page=film, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(video.file_url).status_code == 404
    assert sign_in().get(video.file_url).status_code == 200
