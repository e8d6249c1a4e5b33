"""Files of works: each judged by its content, refused with the reason at its field, served to whoever may see the work (S30–S37)."""

import io
import struct
import zipfile
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from contests.entering import quota
from contests.factories import ContestFactory, WorkFactory
from contests.models import Outcome, Work, WorkFile, WorkPicture
from contests.stages import Stage
from portal.factories import PictureFactory, image_bytes
from portal.images import Picture
from portal.uploads.films import LARGEST_FILE
from tests.contests.entering import begun, edit, entrant, key_of, photo, post, question, typed
from tests.portal.test_uploads import SVG, bomb, jpeg_of_a_phone
from tests.reading import read

pytestmark = pytest.mark.django_db
MP4 = struct.pack(">I4s", 16, b"ftyp") + b"isom0000" + struct.pack(">I4s", 8, b"moov") + struct.pack(">I4s", 8, b"mdat")
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def client(sign_in):
    return sign_in(entrant().user)


@pytest.fixture
def contest():
    kinds = [question("photos", most=2), question("document"), question("film"), question("line")]
    return ContestFactory(fields=kinds)


@pytest.fixture
def work(client, contest):
    return begun(client, contest)


@pytest.fixture
def put(client, work, contest):
    """Sends one file at once, as the page with scripts does."""

    def _put(kind: str, *files):
        key = key_of(contest, kind)
        return client.post(f"/contests/works/{work.pk}/files/{key}/", {f"file-{key}": list(files)})

    return _put


def polyglot() -> bytes:
    buffer = io.BytesIO(PDF)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return buffer.getvalue()


def test_a_picture_is_written_anew_and_says_nothing_of_the_phone(put, work):
    answer = put("photos", photo(content=jpeg_of_a_phone() + b"<script>alert(1)</script>"))
    assert answer.status_code == 200
    work.refresh_from_db()
    assert answer["X-Version"] == str(work.version)
    picture = WorkPicture.objects.get().picture
    with picture.file.open("rb") as file:
        stored = file.read()
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert b"PhoneMaker" not in stored
    assert b"<script>" not in stored
    assert (picture.title, picture.collection.name, picture.published) == ("Работа конкурса", "Работы конкурсов", False)


@pytest.mark.parametrize(
    ("kind", "name", "content", "reason"),
    [
        ("photos", "a.svg", SVG, "Это не снимок"),
        ("photos", "svg.jpg", SVG, "Это не снимок"),
        ("photos", "bomb.png", bomb(20000), "миллионов точек"),
        ("photos", "half.jpg", image_bytes((800, 800))[:2000], "обрывается"),
        ("document", "page.html", b"<script>alert(1)</script>", "Такие файлы не принимаются"),
        ("document", "page.pdf", b"<script>alert(1)</script>", "не соответствует его имени"),
        ("document", "both.pdf", polyglot(), "не соответствует его имени"),
        ("document", "a.exe", b"MZ", "Такие файлы не принимаются"),
        ("film", "page.mp4", b"<script>alert(1)</script>", "Это не видео"),
        ("film", "list.mp4", b"#EXTM3U\nfile:///etc/passwd", "Это не видео"),
        ("film", "film.webm", MP4, "Это не видео"),
        ("film", "film.exe", MP4, "Это не видео"),
        ("film", "cut.mp4", MP4[:-9], "обрывается"),
        ("film", "tail.mp4", MP4 + polyglot(), "обрывается"),
    ],
)
def test_what_is_hostile_is_refused_at_its_field_and_the_rest_of_the_form_stays(
    client, work, contest, kind, name, content, reason
):
    upload = {f"file-{key_of(contest, kind)}": SimpleUploadedFile(name, content)}
    line = {f"answer-{key_of(contest, 'line')}": "Осталось на месте"}
    page = post(client, work, title="Название на месте", **upload, **line)
    assert page.status_code == 422
    said = read(page)
    assert reason in said
    assert f"«{name}»" in said
    assert "Название на месте" in said
    assert "Осталось на месте" in said
    assert not Picture.objects.exists()
    assert not WorkFile.objects.exists()


def test_a_film_beyond_the_limit_is_refused_at_its_field(put, monkeypatch):
    monkeypatch.setattr("portal.uploads.limits._larger", [])
    monkeypatch.setattr("portal.uploads.limits.LARGEST_FILE", 1024)
    monkeypatch.setattr("portal.uploads.films.LARGEST_FILE", 1024)
    answer = put("film", SimpleUploadedFile("film.mp4", MP4 + b"\0" * 4096))
    assert answer.status_code == 422
    assert "больше 200 МБ" in read(answer)


def test_a_body_of_two_gigabytes_is_not_read(client, work, contest):
    path = f"/contests/works/{work.pk}/files/{key_of(contest, 'film')}/"
    answer = client.generic(
        "POST", path, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(2**31)
    )
    assert answer.status_code == 413


def test_films_may_be_larger_here_than_anywhere_else(work, contest):
    from portal.uploads import limits

    assert limits.largest_file(edit(work)) == LARGEST_FILE
    assert limits.largest_file("/admin/images/add/") == limits.LARGEST_FILE


def test_one_bad_picture_does_not_keep_the_others_out(client, work, contest):
    files = [photo("good.jpg"), photo("bad.jpg", SVG)]
    page = post(client, work, **{f"file-{key_of(contest, 'photos')}": files})
    assert page.status_code == 422
    assert "bad.jpg" in read(page)
    assert WorkPicture.objects.count() == 1
    work.refresh_from_db()
    assert work.state == Work.State.DRAFT


def test_no_more_pictures_than_asked_for(put):
    for _ in range(2):
        assert put("photos", photo()).status_code == 200
    assert "не больше 2" in read(put("photos", photo()))
    assert WorkPicture.objects.count() == 2


def test_a_hostile_name_is_only_shown(put, client, work, contest):
    name = "../../x\u202egpj.<img src=x onerror=alert(1)>.pdf"
    put("document", SimpleUploadedFile(name, PDF))
    stored = WorkFile.objects.get()
    assert stored.file.name.startswith("contest-files/")
    assert "\u202e" not in stored.name
    assert "<img src=x" not in client.get(edit(work)).content.decode()


def test_a_second_document_takes_the_place_of_the_first_and_its_file_goes(
    put, work, django_capture_on_commit_callbacks
):
    put("document", SimpleUploadedFile("a.pdf", PDF))
    first = WorkFile.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        put("document", SimpleUploadedFile("b.pdf", PDF))
    assert WorkFile.objects.get().name == "b.pdf"
    assert not first.storage.exists(first.name)


def test_a_picture_is_removed_without_a_trace_and_what_was_typed_stays(put, client, work):
    put("photos", photo())
    found = WorkPicture.objects.get()
    answer = post(client, work, "save", title="Ещё не отправил", remove=f"picture-{found.pk}")
    assert answer.status_code == 302
    assert not Picture.objects.exists()
    work.refresh_from_db()
    assert work.title == "Ещё не отправил"


def test_the_last_required_picture_of_a_sent_work_stays(client):
    contest = ContestFactory()
    person = entrant()
    client.force_login(person.user)
    work = WorkFactory(contest=contest, author=person, pictures=[PictureFactory()])
    answer = post(client, work, "save", remove=f"picture-{work.pictures.get().pk}")
    assert answer.status_code == 422
    assert "Сначала добавьте другой" in read(answer)
    assert work.pictures.count() == 1


def test_a_required_file_is_asked_for_when_the_work_is_sent(client):
    contest = ContestFactory(fields=[question("photos", required=True, most=3)])
    work = begun(client, contest)
    assert "Без этого работу не отправить" in read(post(client, work))
    assert post(client, work, **{f"file-{key_of(contest, 'photos')}": [photo()]}).status_code == 302


def test_a_film_may_be_an_address_of_an_allowed_player_only(client):
    contest = ContestFactory(fields=[question("film", required=True)])
    work, name = begun(client, contest), f"answer-{key_of(contest, 'film')}"
    assert "не знает" in read(post(client, work, **{name: "http://127.0.0.1/film.mp4"}))
    assert post(client, work, **{name: f"https://rutube.ru/video/{'a' * 32}/?x=1"}).status_code == 302
    work.refresh_from_db()
    assert list(work.answers.values()) == [f"https://rutube.ru/video/{'a' * 32}/"]


def test_one_person_has_a_quota(put, monkeypatch):
    monkeypatch.setattr(quota, "MOST_FILES", 1)
    assert put("photos", photo()).status_code == 200
    assert "много файлов" in read(put("photos", photo()))
    monkeypatch.setattr(quota, "MOST_BYTES", 10)
    assert "много файлов" in read(put("document", SimpleUploadedFile("a.pdf", PDF)))


def stored_file(work: Work, name: str, content: bytes) -> str:
    row = WorkFile(work=work, field="x", name=name, size=len(content))
    row.file.save(name, SimpleUploadedFile(name, content))
    return f"/contests/works/files/{row.pk}/"


def test_a_document_is_always_a_download_in_a_sandbox(client, sign_in):
    work = WorkFactory(contest=ContestFactory(stage=Stage.VOTING))
    answer = sign_in("employee").get(stored_file(work, "Описание.pdf", PDF))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_film_is_played_from_any_place(client, sign_in):
    work = WorkFactory(contest=ContestFactory(stage=Stage.VOTING))
    answer = sign_in("employee").get(stored_file(work, "film.webm", WEBM), headers={"Range": "bytes=4-7"})
    assert (answer.status_code, b"".join(answer.streaming_content), answer["Content-Type"]) == (
        206,
        WEBM[4:8],
        "video/webm",
    )


def test_a_file_of_a_work_that_is_not_shown_does_not_exist_for_others(sign_in, client):
    author = entrant()
    work = WorkFactory(author=author, contest=ContestFactory(stage=Stage.ENTRIES))
    address = stored_file(work, "a.pdf", PDF)
    assert sign_in("employee").get(address).status_code == 404
    assert sign_in(author.user).get(address).status_code == 200
    assert sign_in("hr").get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 302


def test_a_sent_work_with_a_new_picture_waits_for_hr_again(client):
    person = entrant()
    client.force_login(person.user)
    work = WorkFactory(author=person)
    key = key_of(work.contest, "photos")
    client.post(f"/contests/works/{work.pk}/files/{key}/", {f"file-{key}": photo()})
    work.refresh_from_db()
    assert work.state == Work.State.SUBMITTED
    assert typed(work)["version"] == 2


@pytest.mark.parametrize("name", ["Плакат Хачемизова.pdf", "Хачемизов.webm"])
def test_the_name_of_a_file_tells_no_author_until_the_results_are_known(sign_in, name):
    work = WorkFactory(contest=ContestFactory(stage=Stage.VOTING), number=12)
    address, reader = stored_file(work, name, PDF), sign_in("employee")
    suffix = name.rpartition(".")[2]
    assert unquote(reader.get(address)["Content-Disposition"]).endswith(f"Работа № 12.{suffix}")
    Outcome.objects.create(contest=work.contest)
    assert unquote(reader.get(address)["Content-Disposition"]).endswith(name)


@pytest.mark.parametrize("blind", [True, False])
def test_where_names_are_hidden_one_is_told_to_look_for_it_in_the_file(client, blind):
    work = begun(client, ContestFactory(fields=[question("document")], blind=blind))
    assert ("в самом файле и в его свойствах" in read(client.get(edit(work)))) == blind
