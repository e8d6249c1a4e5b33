"""Old issues as PDF: many at once, read in the background, mended by the editor, on the shelf, found and leafed through."""

import zlib
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from weasyprint import HTML

from magazine.archive import reading
from magazine.archive.guessing import guess
from magazine.factories import ArticleFactory, IssueFactory
from magazine.models import ArchivedPdf, IssuePage, IssuePdf
from portal import worker
from syndication.models import Delivery

pytestmark = pytest.mark.django_db
State = ArchivedPdf.State


@cache
def issue_pdf(words: str = "Гидравлические испытания начались в мае") -> bytes:
    """Three pages; the words stand on the second."""
    pages = "".join(f'<p style="break-after: page">{text}</p>' for text in ("Обложка", words, "Выходные данные"))
    return HTML(string=f'<html lang="ru">{pages}</html>').write_pdf()


def upload(client, *files: tuple[str, bytes]):
    """Sends the files as the page's form does, and lets the heavy worker read what was taken."""
    sent = [SimpleUploadedFile(name, content, "application/pdf") for name, content in files]
    answer = client.post(reverse("magazine_archive"), {"files": sent}, follow=True)
    for row in ArchivedPdf.objects.filter(state=State.WAITING).order_by("pk"):
        reading.read.call(row.pk)
    return answer.content.decode()


def shelve(client, row, **mended):
    said = {"title": row.title, "number": row.number, "date": row.date and f"{row.date:%Y-%m-%d}", **mended}
    fields = {f"row{row.pk}-{name}": value for name, value in said.items() if value is not None}
    return client.post(reverse("magazine_archive_shelve", args=[row.pk]), fields, follow=True)


def test_many_files_at_once_become_issues_on_the_shelf(sign_in):
    client = sign_in("press")
    page = upload(client, ("Тепло № 3, март 2019.pdf", issue_pdf()), ("Тепло №4 2019.pdf", issue_pdf("Летний ремонт")))
    assert "Принято файлов: 2" in page
    rows = list(ArchivedPdf.objects.order_by("number"))
    assert [(row.state, row.number, row.date, row.pages) for row in rows] == [
        (State.READ, 3, date(2019, 3, 1), 3),
        (State.READ, 4, date(2019, 4, 1), 3),
    ]
    for row in rows:
        shelve(client, row, title=f"Номер {row.number}")
    issue = IssuePage.objects.live().get(year=2019, number=3)
    assert issue.cover and issue.first_published_at.date() == date(2019, 3, 1)
    assert issue.pdf.source == IssuePdf.Source.UPLOADED and issue.pdf.texts.count() == 3
    assert "Номер 3" in sign_in().get("/magazine/").content.decode()


def test_nothing_of_the_archive_goes_to_the_channel(sign_in):
    client = sign_in("press")
    upload(client, ("Тепло № 3, март 2019.pdf", issue_pdf()))
    shelve(client, ArchivedPdf.objects.get())
    assert not Delivery.objects.exclude(state="held").exists()


def refusal(client, name: str, content: bytes) -> str:
    """Why the file is not taken: at once, or after reading."""
    page = upload(client, (name, content))
    row = ArchivedPdf.objects.filter(original_name=name).first()
    return row.reason if row else page


def encrypted() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    return written(writer)


def blank(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_what_is_wrong_with_a_file_is_said(sign_in):
    client = sign_in("press")
    for name, content, reason in (
        ("locked.pdf", encrypted(), "зашифрован"),
        ("broken.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 50 + b"\n%%EOF", "повреждён"),
        ("cut.pdf", issue_pdf()[:900], "не то"),
        ("long.pdf", blank(301), "больше 300 страниц"),
        ("page.pdf", b"<html><script>alert(1)</script></html>", "не то"),
        ("issue.docx", b"PK\x03\x04", "не PDF"),
    ):
        said = refusal(client, name, content)
        assert reason in said or (reason == "не то" and name in said), (name, said[-600:])
    assert not ArchivedPdf.objects.filter(state=State.READ).exists()
    assert not ArchivedPdf.objects.exclude(file="").exists()


def bomb() -> bytes:
    """A page whose content unpacks to two gigabytes."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_SYNC_FLUSH)
    block = packer.compress(b" " * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = head + block * 128 + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 900]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
    ]
    body = b"".join(b"%d 0 obj%b\nendobj\n" % (number, told) for number, told in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def test_a_bomb_harms_nobody_and_the_next_file_is_read(sign_in):
    client = sign_in("press")
    upload(client, ("bomb.pdf", bomb()), ("Тепло № 5 2019.pdf", issue_pdf()))
    assert ArchivedPdf.objects.get(original_name="bomb.pdf").state in (State.READ, State.REFUSED)
    assert ArchivedPdf.objects.get(number=5).state == State.READ


def test_the_same_file_is_taken_once(sign_in):
    client = sign_in("press")
    upload(client, ("Первый.pdf", issue_pdf()))
    assert "уже загружен: «Первый.pdf»" in upload(client, ("Второй.pdf", issue_pdf()))
    row = ArchivedPdf.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ArchivedPdf.objects.create(digest=row.digest, original_name="x")


def test_a_number_that_has_a_pdf_is_refused_at_its_field_and_nothing_typed_is_lost(sign_in):
    client = sign_in("press")
    upload(client, ("Тепло № 3, март 2019.pdf", issue_pdf()), ("Ещё раз № 3 2019.pdf", issue_pdf("Другой")))
    first, second = ArchivedPdf.objects.order_by("pk")
    shelve(client, first)
    answer = shelve(client, second, title="Мой заголовок")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "уже есть PDF" in page and "Мой заголовок" in page


def test_a_pdf_joins_an_issue_that_stands_without_one(sign_in):
    issue = IssueFactory(number=3, date=date(2019, 3, 5))
    client = sign_in("press")
    upload(client, ("Тепло № 3, март 2019.pdf", issue_pdf()))
    shelve(client, ArchivedPdf.objects.get())
    assert IssuePage.objects.get(year=2019).pdf.issue_id == issue.pk


def on_shelf(sign_in) -> IssuePage:
    client = sign_in("press")
    upload(client, ("Тепло № 3, март 2019.pdf", issue_pdf()))
    shelve(client, ArchivedPdf.objects.get())
    return IssuePage.objects.get(year=2019)


def test_the_words_of_its_pages_are_found(sign_in):
    issue = on_shelf(sign_in)
    client = sign_in()
    assert issue.title in client.get("/search/", {"q": "гидравлическое испытание"}).content.decode().replace(
        "\xa0", " "
    )
    page = client.get(reverse("magazine:read", args=[issue.pk]), {"q": "испытаний"}).content.decode()
    assert 'href="#page=2"' in page and 'href="#page=1"' not in page
    assert "таких слов нет" in client.get(reverse("magazine:read", args=[issue.pk]), {"q": "ананас"}).content.decode()


def test_the_reader_is_for_those_who_may_open_the_issue(client, sign_in):
    issue = on_shelf(sign_in)
    address = reverse("magazine:read", args=[issue.pk])
    assert sign_in().get(address).status_code == 200
    assert client.get(address).status_code == 302
    issue.unpublish()
    assert sign_in().get(address).status_code == 404
    assert sign_in().get(reverse("magazine:pdf", args=[issue.pk])).status_code == 404


def test_words_of_pages_are_text_to_the_browser(sign_in):
    client = sign_in("press")
    upload(client, ("Тепло № 3, март 2019.pdf", issue_pdf("насос &lt;script&gt;alert(1)&lt;/script&gt;")))
    shelve(client, ArchivedPdf.objects.get())
    address = reverse("magazine:read", args=[IssuePage.objects.get(year=2019).pk])
    page = sign_in().get(address, {"q": "насос"}).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_file_of_a_dead_worker_is_read_by_another_and_of_a_living_one_is_not(sign_in):
    sent = SimpleUploadedFile("Тепло № 3 2019.pdf", issue_pdf(), "application/pdf")
    sign_in("press").post(reverse("magazine_archive"), {"files": [sent]})
    row = ArchivedPdf.objects.get()
    ArchivedPdf.objects.update(state=State.READING, owner="other")
    worker.beat("other", "heavy")
    reading.read.call(row.pk)
    assert ArchivedPdf.objects.get().state == State.READING
    worker.WorkerBeat.objects.all().delete()
    reading.read.call(row.pk)
    assert ArchivedPdf.objects.get().state == State.READ


def test_only_those_who_publish_issues_have_an_archive(sign_in):
    for role in ("hr", "employee"):
        assert sign_in(role).get(reverse("magazine_archive")).status_code in (302, 403)


def test_an_empty_form_says_what_is_missing(sign_in):
    answer = sign_in("press").post(reverse("magazine_archive"))
    assert answer.status_code == 422 and "Выберите хотя бы один файл" in answer.content.decode()


@pytest.mark.parametrize("size", [1, 8])
def test_the_list_takes_as_many_queries_with_one_file_as_with_eight(sign_in, size, django_assert_max_num_queries):
    for number in range(size):
        ArchivedPdf.objects.create(digest=str(number), original_name=f"{number}.pdf", state=State.READ)
    client = sign_in("press")
    client.get(reverse("magazine_archive"))
    with django_assert_max_num_queries(24):
        client.get(reverse("magazine_archive"))


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [
        ("Тепло № 3, март 2019.pdf", 3, date(2019, 3, 1)),
        ("teplo_2015-07.pdf", 7, date(2015, 7, 1)),
        ("Выпуск 12 декабрь 2008.pdf", 12, date(2008, 12, 1)),
        ("№41 мая 1987.pdf", 41, date(1987, 5, 1)),
        ("скан.pdf", None, None),
    ],
)
def test_the_name_of_a_file_says_what_it_can(name, number, day):
    assert guess(name) == (number, day)


@given(st.text(max_size=60))
def test_no_name_breaks_the_guess(name):
    number, day = guess(name)
    assert number is None or number > 0
    assert day is None or 1950 <= day.year < 2100


def test_an_issue_with_articles_and_an_archive_pdf_offers_both(sign_in):
    issue = on_shelf(sign_in)
    ArticleFactory(issue=issue)
    page = sign_in().get(issue.url).content.decode()
    assert "Читать номер" in page and reverse("magazine:read", args=[issue.pk]) in page
