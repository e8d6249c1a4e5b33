"""A large file from the browser: in pieces, broken off and gone on with, checked, and made into a film."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from films import uploading
from films.factories import FilmFactory, VideoFactory, make_film
from films.models import FilmPage, Video
from films.pipeline import limits, storing, tools
from films.pipeline.tasks import make_films
from portal.factories import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(sign_in):
    return sign_in("press")


def begin(client, name: str = "Её смена.mp4", size: int = 10):
    return client.post(reverse("films_uploads"), {"name": name, "size": size})


def send(client, url: str, content: bytes, offset: int):
    return client.patch(url, content, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)})


def test_a_file_in_pieces_becomes_a_film(press, tmp_path):
    content = make_film(tmp_path / "a.mp4", 2, "320x240").read_bytes()
    begun = begin(press, size=len(content)).json()
    half = len(content) // 2
    assert send(press, begun["url"], content[:half], 0).json() == {"offset": half}
    assert begin(press, size=len(content)).json() == begun | {"offset": half}
    assert send(press, begun["url"], content[half:], half).json() == {"offset": len(content)}
    where = press.post(begun["complete"]).json()["url"]
    video = Video.objects.get()
    assert (video.state, video.title) == ("uploaded", "Её смена")
    assert default_storage.open(video.source).read() == content
    assert not any(storing.parts().iterdir())
    make_films.call()
    assert Video.objects.get().is_ready
    assert "Выбрать кадр 1" in press.get(where).content.decode()


def test_a_piece_at_the_wrong_place_learns_the_right_one(press):
    url = begin(press).json()["url"]
    send(press, url, b"01234", 0)
    answer = send(press, url, b"xxxxx", 3)
    assert (answer.status_code, answer.json()) == (409, {"offset": 5})


def test_no_more_is_kept_than_was_announced(press):
    url = begin(press).json()["url"]
    assert send(press, url, b"0123456789abcdef", 0).json() == {"offset": 10}


def test_an_unfinished_upload_cannot_be_completed(press):
    begun = begin(press).json()
    send(press, begun["url"], b"01234", 0)
    assert press.post(begun["complete"]).status_code == 409
    assert Video.objects.get().state == "uploading"


def test_completing_twice_is_completing_once(press):
    begun = begin(press).json()
    send(press, begun["url"], b"0123456789", 0)
    assert press.post(begun["complete"]).json() == press.post(begun["complete"]).json()


@pytest.mark.parametrize(("size", "reason"), [(5 * 1024**3, limits.TOO_LARGE), (0, limits.EMPTY), ("", limits.EMPTY)])
def test_size_is_refused_before_a_byte_is_sent(press, size, reason):
    answer = begin(press, size=size)
    assert (answer.status_code, answer.json()["reason"]) == (422, reason)


def test_a_full_disk_is_said_and_not_filled_further(press, monkeypatch):
    monkeypatch.setattr(uploading, "LEFT_FREE", 10**18)
    answer = begin(press)
    assert (answer.status_code, answer.json()["reason"]) == (507, uploading.NO_ROOM)


def test_a_disk_that_fills_up_on_the_way_loses_nothing(press, monkeypatch):
    url = begin(press).json()["url"]
    send(press, url, b"01234", 0)

    def full(*args):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(uploading, "append", full)
        assert send(press, url, b"56789", 5).status_code == 507
    assert send(press, url, b"56789", 5).json() == {"offset": 10}


def test_only_the_press_uploads_and_each_its_own(press, sign_in):
    url = begin(press).json()["url"]
    assert send(sign_in("press"), url, b"x", 0).status_code == 404
    for role in ("employee", "hr"):
        assert begin(sign_in(role)).status_code in (302, 403)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nSet-Cookie:x.mp4", "ж" * 255 + ".mp4", "con.mp4", "a\u202e4pm.exe"]
)
def test_a_wild_name_stays_a_name(press, name):
    begun = begin(press, name=name).json()
    send(press, begun["url"], b"0123456789", 0)
    assert press.post(begun["complete"]).status_code == 200
    video = Video.objects.get()
    assert video.source.startswith(f"film-sources/{video.token}")
    assert "\n" not in video.original_name


def test_a_forgotten_upload_goes(press):
    url = begin(press).json()["url"]
    send(press, url, b"01234", 0)
    Video.objects.update(touched_at="2026-01-01T00:00Z")
    storing.sweep()
    assert not Video.objects.exists()
    assert not any(storing.parts().iterdir())


def test_the_editor_cancels_repeats_and_deletes(press):
    video = VideoFactory(state="processing", folder="", source="film-sources/x.mp4")
    here = video.get_absolute_url()
    assert "Отменить обработку" in press.get(here).content.decode()
    press.post(reverse("films_video_cancel", args=[video.pk]))
    assert "Повторить" in press.get(here).content.decode()
    press.post(reverse("films_video_repeat", args=[video.pk]))
    video.refresh_from_db()
    assert video.state == "uploaded"
    press.post(reverse("films_video_delete", args=[video.pk]))
    assert not Video.objects.exists()


@pytest.fixture
def framed(tmp_path):
    """A video with a second frame to choose."""
    video = VideoFactory()
    picture = make_film(tmp_path / "f.jpg", 1, "320x240", "", "-frames:v", "1").read_bytes()
    default_storage.save(video.stored("poster-2.jpg"), ContentFile(picture))
    Video.objects.update(files=video.files | {"poster-2.jpg": len(picture)})
    return video


def test_a_frame_becomes_the_poster(press, framed):
    press.post(reverse("films_video_poster", args=[framed.pk, 2]))
    framed.refresh_from_db()
    assert (framed.poster.width, framed.poster.height) == (320, 240)


@pytest.mark.parametrize("own", [False, True])
def test_a_draft_keeps_the_frame_and_its_own_words(press, framed, own):
    film = FilmFactory(video=framed)
    film.title, film.cover = "Другое название", PictureFactory() if own else None
    film.save_revision()
    press.post(reverse("films_video_poster", args=[framed.pk, 2]))
    framed.refresh_from_db()
    live, draft = FilmPage.objects.get(), FilmPage.objects.get().get_latest_revision_as_object()
    assert live.title.startswith("Её смена")
    assert live.cover == framed.poster
    assert (draft.title, draft.cover == framed.poster) == ("Другое название", not own)


def test_progress_says_when_it_is_over(press):
    video = VideoFactory(state="processing", stage="Сжимаем: 360p", done=42, folder="")
    address = reverse("films_video_progress", args=[video.pk])
    answer = press.get(address)
    assert "42 %" in answer.content.decode()
    assert "X-Over" not in answer
    Video.objects.update(state="failed", reason="Файл пуст.")
    assert press.get(address)["X-Over"] == "1"


def test_the_list_says_that_ffmpeg_is_missing(press, monkeypatch):
    monkeypatch.setattr(tools, "present", lambda: False)
    assert "нет программы ffmpeg" in press.get(reverse("films_videos")).content.decode()
