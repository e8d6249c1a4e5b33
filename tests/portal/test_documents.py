"""Documents: only what they say they are gets in, and only those who may have them get them out (S22, S34, S63)."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from news.factories import NewsFactory
from portal.documents import PortalDocument

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n" + b"x" * 200 + b"\ntrailer <<>>\n%%EOF\n"


def stored(name="График.pdf", content=PDF, **fields):
    return PortalDocument.objects.create(title="График", file=ContentFile(content, name=name), **fields)


def linked(document, **fields):
    """A published page that links to the document."""
    body = [{"type": "text", "value": f'<p><a linktype="document" id="{document.pk}">График</a></p>'}]
    return NewsFactory(body=body, **fields)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.fixture
def add(sign_in):
    """`add(name, content)` uploads a document in the CMS as the press service does."""
    client = sign_in("press")

    def _add(name, content):
        form = {"title": "Важный график", "tags": "зима", "file": SimpleUploadedFile(name, content)}
        return client.post(reverse("wagtaildocs:add"), form)

    return _add


def test_a_document_of_a_published_page_is_downloaded_under_its_own_name(sign_in):
    document = stored()
    linked(document)
    response = sign_in().get(document.url)
    assert body(response) == PDF
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%93")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "График" not in document.file.name


def test_whoever_is_signed_out_is_led_to_signing_in(client):
    document = stored()
    linked(document)
    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/login/?next=/documents/")


def test_a_document_of_a_page_for_all_is_for_all_while_the_page_is(client):
    document = stored()
    page = linked(document, audience="public")
    assert client.get(document.url).status_code == 200
    page.unpublish()
    assert client.get(document.url).status_code == 302


def test_a_document_that_no_published_page_links_to_is_for_editors(sign_in):
    document = stored()
    assert sign_in("employee").get(document.url).status_code == 404
    assert sign_in("press").get(document.url).status_code == 200


def test_a_document_of_a_private_collection_is_for_its_groups(sign_in):
    collection = Collection.get_first_root_node().add_child(name="Для кадров")
    hr = sign_in("hr")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.set(hr.get("/").wsgi_request.user.groups.filter(name="Кадры"))
    document = stored(collection=collection)
    linked(document)
    assert hr.get(document.url).status_code == 200
    assert sign_in("employee").get(document.url).status_code == 404


def test_a_range_and_a_known_copy_are_answered_as_such(sign_in):
    document = stored()
    linked(document)
    client = sign_in()
    part = client.get(document.url, headers={"range": "bytes=0-4"})
    assert (part.status_code, body(part)) == (206, b"%PDF-")
    whole = client.get(document.url)
    assert client.get(document.url, headers={"if-none-match": whole["ETag"]}).status_code == 304


def test_a_guessed_name_is_not_found(sign_in):
    document = stored()
    linked(document)
    assert sign_in().get(f"/documents/{document.pk}/other.pdf").status_code == 404
    assert sign_in().get(f"/media/{document.file.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script></html>"),
        ("a.pdf", PDF + b"<script>alert(1)</script>"),
        ("a.docx", archive(evil="x")),
        ("a.xlsx", b"MZ\x90\x00"),
        ("a.txt", b"\x00\x01\x02"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.html", b"<p>x</p>"),
        ("a.zip", archive(bomb=b"0" * 60_000_000)),
        ("a.docx", archive(**{"[Content_Types].xml": "<!DOCTYPE x [<!ENTITY a 'b'>]>", "word__document.xml": "<a/>"})),
    ],
)
def test_what_is_not_what_it_says_is_refused_at_the_field_and_nothing_typed_is_lost(add, name, content):
    page = add(name, content).content.decode()
    assert not PortalDocument.objects.exists()
    assert "Важный график" in page
    assert "зима" in page
    assert "error-message" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.txt", "Приказ".encode("cp1251")),
        ("a.csv", "Ф;И\n".encode()),
        ("a.docx", archive(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<w/>"})),
        ("a.zip", archive(a="x")),
    ],
)
def test_honest_documents_are_taken(add, name, content):
    add(name, content)
    document = PortalDocument.objects.get()
    assert document.filename == name
    with document.file.open() as file:
        assert file.read() == content
