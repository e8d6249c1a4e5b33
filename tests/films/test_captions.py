"""Captions and chapters of a film: for whom, on its page, in the search, and in the editor of the CMS."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from accounts.roles import Role
from films.captions.cues import Cue
from films.factories import FilmFactory, VideoFactory
from films.models import Track
from films.models.tracks import keep
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db

SAID = [Cue(1000, 2500, "Доброе утро!"), Cue(9000, 12_000, "Радиатор <проснулся>")]
VTT = "WEBVTT\n\n00:01.000 --> 00:02.500\nДоброе утро!\n\n00:09.000 --> 00:12.000\nРадиатор &lt;проснулся&gt;\n"


@pytest.fixture
def video():
    return VideoFactory()


def address(video, language="ru") -> str:
    return reverse("films:track", args=[video.folder, "captions", language])


def test_the_captions_are_for_whoever_may_watch(sign_in, video):
    keep(video, SAID)
    film = FilmFactory(video=video)
    answer = sign_in().get(address(video))
    assert answer.content.decode() == VTT
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert sign_in().get(address(video), headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert Client().get(address(video)).status_code == 404
    restriction = PageViewRestriction.objects.create(page=film, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Role.JURY.group())
    assert sign_in().get(address(video)).status_code == 404


def test_no_such_language_and_drafts_are_not_found(sign_in, video):
    keep(video, SAID)
    FilmFactory(video=video, draft=True)
    assert sign_in().get(address(video)).status_code == 404
    press = sign_in("press")
    assert press.get(address(video)).status_code == 200
    assert press.get(address(video, "en")).status_code == 404


def test_the_page_has_tracks_transcript_and_chapters_with_russian_first(sign_in, video):
    keep(video, [Cue(0, 1000, "Good morning")], language="en")
    keep(video, SAID)
    keep(video, [Cue(0, 134_000, "Утро"), Cue(134_000, 240_000, "Снегурочка")], kind="chapters")
    page = sign_in().get(FilmFactory(video=video).url).content.decode()
    assert page.index('srclang="ru"') < page.index('srclang="en"') < page.index('kind="chapters"')
    assert "Радиатор &lt;проснулся&gt;" in page
    assert 'data-seconds="9"' in page
    assert 'data-seconds="134"' in page


def test_new_captions_are_on_the_page_at_once(sign_in, video):
    film, reader = FilmFactory(video=video), sign_in()
    assert "Что говорят" not in reader.get(film.url).content.decode()
    keep(video, SAID)
    assert "Доброе утро!" in reader.get(film.url).content.decode()
    keep(video, [])
    assert "Что говорят" not in reader.get(film.url).content.decode()


def test_a_film_is_found_by_what_is_said_in_it(sign_in, video):
    film, reader = FilmFactory(video=video, title="Её смена"), sign_in()
    keep(video, [Cue(0, 1000, "Перемычка держит давление")])
    assert film.url in reader.get("/search/", {"q": "перемычки"}).content.decode()
    keep(video, [])
    assert film.url not in reader.get("/search/", {"q": "перемычки"}).content.decode()


def test_captions_cost_one_query(sign_in, video):
    film = FilmFactory(video=video)
    without = len(cold_queries(sign_in(), film.url))
    for language in Track.Language.values:
        keep(video, SAID, language=language)
    assert len(cold_queries(sign_in(), film.url)) == without


SRT = "1\n00:00:01,000 --> 00:00:02,500\nДоброе утро!\n\n2\n00:00:09,000 --> 00:00:12,000\nРадиатор &lt;проснулся&gt;\n"


@pytest.fixture
def press(sign_in):
    return sign_in("press")


def editor(video, language="ru") -> str:
    return reverse("films_captions", args=[video.pk, language])


def rows(*cues) -> dict:
    start, end, text = zip(*cues, strict=True)
    return {"start": start, "end": end, "text": text}


def upload(press, video, content: str | bytes, **typed):
    content = content.encode() if isinstance(content, str) else content
    return press.post(editor(video), {"read": "1", "file": SimpleUploadedFile("a.srt", content), **typed})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
def test_a_file_becomes_captions(press, video, encoding):
    assert upload(press, video, SRT.encode(encoding)).status_code == 302
    assert Track.objects.get().text == VTT
    assert "Доброе утро!" in press.get(editor(video)).content.decode()


def test_a_file_that_cannot_be_read_loses_nothing_of_what_was_typed(press, video):
    answer = upload(press, video, "Просто слова", **rows(("0:01", "0:02", "Уже набрано")))
    assert answer.status_code == 422
    assert "Строка 1: нет времени" in answer.content.decode()
    assert "Уже набрано" in answer.content.decode()
    assert "Выберите файл" in press.post(editor(video), {"read": "1"}).content.decode()


def test_a_file_whose_captions_overlap_is_opened_to_be_mended(press, video):
    answer = upload(press, video, SRT.replace("00:00:02,500", "00:00:10,500"))
    assert "Начинается раньше, чем кончился предыдущий." in answer.content.decode()
    assert "Радиатор &lt;проснулся&gt;" in answer.content.decode()
    assert not Track.objects.exists()


def test_typed_captions_are_put_in_order_and_empty_rows_are_let_go_by(press, video):
    answer = press.post(
        editor(video), rows(("0:09", "0:12", "Радиатор <проснулся>"), ("", "", " "), ("0:01", "0:02,5", "Доброе утро!"))
    )
    assert answer.status_code == 302
    assert Track.objects.get().text == VTT


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("два", "0:02", "Слова"), "Время пишут так"),
        (("0:01", "", "Слова"), "Время пишут так"),
        (("0:02", "0:01", "Слова"), "Кончается раньше, чем начинается."),
        (("0:01", "9:59", "Слова"), "Позже конца фильма."),
        (("0:01", "0:02", ""), "Нет слов."),
        (("0:01", "0:02", "я" * 201), "разделите титр"),
    ],
)
def test_a_faulty_row_comes_back_as_typed_with_the_reason(press, video, row, reason):
    answer = press.post(editor(video), rows(row))
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert f'name="start" value="{row[0]}"' in answer.content.decode()
    assert not Track.objects.exists()


def test_captions_too_fast_to_read_are_kept_and_marked(press, video):
    page = press.post(editor(video), rows(("0:01", "0:02", "п" * 30)), follow=True).content.decode()
    assert "30 зн./с: слишком быстро" in page
    assert "Слишком быстрых для чтения: 1" in page


def test_markup_that_is_typed_is_only_words(press, video, sign_in):
    press.post(editor(video), rows(("0:01", "0:02", "<script>alert(1)</script>")))
    film = FilmFactory(video=video)
    assert "<script>alert" not in Track.objects.get().text
    assert "&lt;script&gt;alert(1)" in sign_in().get(film.url).content.decode()


def test_saving_nothing_deletes_nothing_and_deleting_is_said(press, video):
    keep(video, SAID)
    assert "титров нет" in press.post(editor(video), rows(("", "", ""))).content.decode()
    assert Track.objects.exists()
    press.post(reverse("films_captions_delete", args=[video.pk, "ru"]))
    assert not Track.objects.exists()


def test_chapters_are_lines(press, video):
    address = reverse("films_chapters", args=[video.pk])
    assert press.post(address, {"lines": "0:00 Утро\r\n2:14 Снегурочка"}).status_code == 302
    assert "2:14 Снегурочка" in press.get(address).content.decode()
    seen = {"version": Track.objects.get().version}
    wrong = press.post(address, {"lines": "0:00 Утро\nВечер"} | seen)
    assert wrong.status_code == 422
    assert "Строка 2" in wrong.content.decode()
    assert "Вечер" in wrong.content.decode()
    press.post(address, {"lines": " "} | seen)
    assert not Track.objects.exists()


def version(page) -> str:
    return re.search('name="version" value="(.*?)"', page.content.decode())[1]


def test_who_saves_second_is_told_and_loses_nothing(press, sign_in, video):
    other, seen = sign_in("press"), version(press.get(editor(video)))
    press.post(editor(video), rows(("0:01", "0:02", "Первая правка")))
    typed = rows(("0:01", "0:02", "Вторая правка"))
    faulty = other.post(editor(video), rows(("0:01", "", "Вторая правка")) | {"version": seen})
    told = other.post(editor(video), typed | {"version": version(faulty)})
    assert told.status_code == 422
    assert "сохранил кто-то ещё" in told.content.decode() and "Вторая правка" in told.content.decode()
    assert "Первая правка" in Track.objects.get().text
    assert other.post(editor(video), typed | {"version": version(told)}).status_code == 302
    assert "Вторая правка" in Track.objects.get().text


def test_chapters_of_two_editors(press, video):
    address = reverse("films_chapters", args=[video.pk])
    press.post(address, {"lines": "0:00 Утро"})
    told = press.post(address, {"lines": "0:00 Вечер", "version": ""})
    assert "сохранил кто-то ещё" in told.content.decode() and "0:00 Вечер" in told.content.decode()
    assert press.post(address, {"lines": "0:00 Вечер", "version": version(told)}).status_code == 302


def test_only_the_press_edits(sign_in, video):
    for role in ("employee", "hr", "jury"):
        assert sign_in(role).get(editor(video)).status_code in (302, 403)
    assert sign_in("press").get(editor(video, "fr")).status_code == 404
