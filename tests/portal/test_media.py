import pytest

from magazine.factories import ArticleFactory
from news.factories import NewsFactory
from people.factories import EmployeeFactory
from people.models import Consent
from portal.factories import PictureFactory

pytestmark = pytest.mark.django_db
SPEC = "fill-480x300|format-webp"


def address(picture):
    return picture.get_rendition(SPEC).url


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def shown():
    """The address of a picture on a published page for employees."""
    return address(NewsFactory(cover=PictureFactory()).cover)


def test_a_picture_of_the_staffs_pages_needs_a_session(client, sign_in, shown):
    assert client.get(shown).status_code == 404
    assert sign_in("employee").get(shown).status_code == 200


def test_a_picture_of_a_page_for_all_is_open_until_the_page_is_no_longer_for_all(client):
    page = NewsFactory(cover=PictureFactory(), audience="public")
    url = address(page.cover)
    assert client.get(url).status_code == 200
    page.audience = "employees"
    page.save_revision().publish()
    assert client.get(url).status_code == 404


def test_a_picture_not_yet_published_is_for_its_editors(sign_in):
    url = address(PictureFactory())
    assert sign_in("employee").get(url).status_code == 404
    assert sign_in("press").get(url).status_code == 200


def test_the_original_is_for_editors_only(sign_in, client):
    picture = ArticleFactory(cover=PictureFactory(), audience="public").cover
    assert client.get(picture.file.url).status_code == 404
    assert sign_in("employee").get(picture.file.url).status_code == 404
    assert sign_in("press").get(picture.file.url).status_code == 200


def test_a_portrait_is_gone_for_colleagues_when_its_consent_is(sign_in):
    person, reader = EmployeeFactory(shown=True), sign_in("employee")
    url = address(person.photo)
    assert reader.get(url).status_code == 200
    Consent.objects.all().delete()
    assert reader.get(url).status_code == 404
    assert sign_in("hr").get(url).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "span"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=0-1,4-5", 200, slice(None)),
    ],
)
def test_ranges_are_answered(sign_in, shown, asked, status, span):
    reader = sign_in("employee")
    whole = body(reader.get(shown))
    part = reader.get(shown, headers={"range": asked})
    assert (part.status_code, body(part)) == (status, whole[span])


def test_a_range_behind_the_end_is_refused(sign_in, shown):
    answer = sign_in("employee").get(shown, headers={"range": "bytes=99999999-"})
    assert answer.status_code == 416
    assert answer["Content-Range"].startswith("bytes */")


@pytest.mark.parametrize(("header", "field"), [("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")])
def test_what_has_not_changed_is_not_sent_again(sign_in, shown, header, field):
    reader = sign_in("employee")
    first = reader.get(shown)
    assert reader.get(shown, headers={header: first[field]}).status_code == 304


@pytest.mark.parametrize(
    "path", ["../settings.py", "images/../../x", "documents/a.pdf", "images/", "images/a%00.jpg", "images/none.jpg"]
)
def test_no_other_file_can_be_had(sign_in, path):
    assert sign_in("admin").get(f"/media/{path}").status_code == 404


def test_files_are_sandboxed_and_never_sniffed(sign_in, shown):
    answer = sign_in("employee").get(shown)
    assert "sandbox" in answer["Content-Security-Policy"]
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "image/webp")
    assert answer["Cache-Control"].startswith("private")


def test_nginx_may_send_the_file(sign_in, shown, settings, monkeypatch):
    monkeypatch.setitem(settings.ENV.__dict__, "sendfile", True)
    answer = sign_in("employee").get(shown)
    assert answer["X-Accel-Redirect"] == "/protected-media/" + shown.removeprefix("/media/")


def test_a_size_that_was_not_made_is_made_when_asked_for(sign_in):
    picture = NewsFactory(cover=PictureFactory()).cover
    reader = sign_in("employee")
    made = reader.get(f"/renditions/{picture.pk}/fill-480x300.format-webp/", follow=True)
    assert (made.status_code, made["Content-Type"]) == (200, "image/webp")
    assert reader.get(f"/renditions/{picture.pk}/fill-481x300.format-webp/").status_code == 404


def test_a_size_is_not_made_for_who_may_not_see_it(client):
    picture = NewsFactory(cover=PictureFactory()).cover
    assert client.get(f"/renditions/{picture.pk}/fill-480x300.format-webp/").status_code == 404


def test_a_picture_takes_few_queries(sign_in, shown, django_assert_max_num_queries):
    reader = sign_in("employee")
    reader.get(shown)
    with django_assert_max_num_queries(8):
        reader.get(shown)
