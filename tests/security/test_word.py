"""Hostile Word files: refused at the field, quickly and in little memory, and nothing of them is kept (S34, S36, S50, S52)."""

import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from magazine.factories import IssueFactory
from magazine.models import WordImport
from portal.factories import image_bytes
from tests.magazine.word_files import TYPES, docx, drawing, packed, paragraph

pytestmark = pytest.mark.django_db
LAUGHS = (
    "<!DOCTYPE x [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10)) + "]>"
)
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
TEXT = paragraph("Текст.")


def laughing(before: str = "", encoding: str = "utf-8") -> bytes:
    return docx(TEXT, word__document_dot_xml=(before + LAUGHS + DOCUMENT.format("&l9;")).encode(encoding))


HOSTILE = {
    "macros": (docx(TEXT, word__vbaProject_dot_bin=b"x"), "a.docx", "макросы"),
    "docm": (docx(TEXT), "a.docm", "макросы"),
    "macro type": (
        docx(TEXT, **{"[Content_Types]_dot_xml": TYPES.replace("jpeg", "vnd.ms-word.document.macroEnabled")}),
        "a.docx",
        "макросы",
    ),
    "activex": (docx(TEXT, word__activeX__activeX1_dot_xml="<x/>"), "a.docx", "макросы"),
    "doc": (b"\xd0\xcf\x11\xe0" + b"\0" * 900, "a.doc", "Старый .doc"),
    "encrypted": (b"\xd0\xcf\x11\xe0" + b"\0" * 900, "a.docx", "не соответствует"),
    "pdf": (b"%PDF-1.7", "a.pdf", "Нужен файл .docx"),
    "not a zip": (b"PK\3\4" + b"x" * 90, "a.docx", "не соответствует"),
    "no document": (packed({"[Content_Types].xml": TYPES}), "a.docx", "не соответствует"),
    "laughs": (laughing(), "a.docx", "не"),
    "laughs behind a long comment": (laughing(f"<!--{'x' * 300_000}-->"), "a.docx", "не читается"),
    "laughs in utf-16": (laughing(encoding="utf-16"), "a.docx", "не читается"),
    "laughs in ebcdic": (
        docx(TEXT, word__document_dot_xml=b'<?xml version="1.0" encoding="cp037"?>' + LAUGHS.encode("cp037")),
        "a.docx",
        "не читается",
    ),
    "laughs in styles": (docx(TEXT, word__styles_dot_xml=f"{LAUGHS}<x>&l9;</x>"), "a.docx", "не"),
    "laughs in relations": (
        docx(TEXT, **{"word___rels__document_dot_xml_dot_rels": f"{LAUGHS}<x>&l9;</x>"}),
        "a.docx",
        "не",
    ),
    "bomb": (docx(TEXT, word__media__x_dot_jpg=b"\0" * 400_000_000), "a.docx", "слишком большой объём"),
    "much markup": (docx(*[paragraph(str(n) * 9) for n in range(90_000)]), "a.docx", "слишком велик"),
    "deep": (docx("<w:p>" * 20_000 + "</w:p>" * 20_000), "a.docx", "не читается"),
    "many tags": (docx(paragraph("x", inner="<w:p/>" * 500_000)), "a.docx", "слишком велик"),
    "many attributes": (
        docx("<w:p " + " ".join(f"a{n}='1'" for n in range(300_000)) + "/>"),
        "a.docx",
        "слишком велик",
    ),
    "many parts": (docx(TEXT, **{f"x{n}": b"" for n in range(2_100)}), "a.docx", "слишком велик"),
    "broken markup": (docx("<w:p><w:r>"), "a.docx", "не читается"),
    "nothing in it": (docx(), "a.docx", "нет ни текста"),
}


@pytest.fixture
def send(sign_in):
    client, issue = sign_in("press"), IssueFactory()
    return lambda content, name: client.post(
        f"/admin/magazine/word/to/{issue.pk}/", {"file": SimpleUploadedFile(name, content)}
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_at_its_field_in_no_time(send, kind):
    content, name, reason = HOSTILE[kind]
    started = time.monotonic()
    answer = send(content, name)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert time.monotonic() - started < 5
    assert not WordImport.objects.exists()


def test_what_is_linked_from_elsewhere_is_never_fetched(send, monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda *args, **kwargs: pytest.fail("fetched"))
    monkeypatch.setattr("socket.socket.connect", lambda *args, **kwargs: pytest.fail("fetched"))
    links = {"pic1": "http://169.254.169.254/x.jpg", "pic2": "file:///etc/passwd"}
    drawings = [paragraph("", inner=drawing(name, how="link")) for name in links]
    assert send(docx(TEXT, *drawings, links=links), "a.docx").status_code == 302
    assert WordImport.objects.get().places == []


@pytest.mark.parametrize("name", ["../../x.docx", "a\x1b[2J;x=.docx", "я" * 250 + ".docx", "gpj.\u202excod.docx"])
def test_a_hostile_name_is_only_a_name(send, name):
    assert send(docx(TEXT), name).status_code == 302
    kept = WordImport.objects.get()
    assert kept.file.name.startswith("word/")
    assert len(kept.file.name) < 50
    assert not {"\r", "\n", "\u202e", "/"} & set(kept.original_name + kept.title)


def test_the_file_is_served_at_no_address(send, sign_in):
    send(docx(TEXT, media={"x.jpg": image_bytes()}), "a.docx")
    assert sign_in("press").get(f"/media/{WordImport.objects.get().file.name}").status_code == 404


def test_the_largest_document_that_is_read_takes_little_memory(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(*[paragraph("Слово " * 36) for _ in range(10_000)]))
    code = (
        "import sys, django; django.setup()\n"
        "from django.core.files.base import File; from magazine.word import document, reading, blocks\n"
        "import resource, time\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; started = time.monotonic()\n"
        "file = File(open(sys.argv[1], 'rb')); document.check_word('a.docx', file); page = reading.read(file)\n"
        "assert blocks.draft_of(page.html).blocks\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, time.monotonic() - started)\n"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin", "DATA_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", code, path], cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True
    )
    megabytes, seconds = map(float, ran.stdout.split())
    assert megabytes < 300
    assert seconds < 20
