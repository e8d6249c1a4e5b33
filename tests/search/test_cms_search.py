"""The CMS's own searches and choosers stand on the same backend."""

import pytest

from news.factories import NewsFactory
from portal.factories import PictureFactory
from tests.search.test_backend import HOSTILE

SEARCHES = [
    "/admin/pages/search/",
    "/admin/pages/search/results/",
    "/admin/choose-page/search/",
    "/admin/images/",
    "/admin/images/results/",
    "/admin/images/chooser/results/",
    "/admin/documents/",
    "/admin/documents/chooser/results/",
    "/admin/users/",
    "/admin/snippets/news/rubric/",
    "/admin/snippets/choose/news/rubric/results/",
]


@pytest.fixture
def editor(sign_in):
    return sign_in("admin")


@pytest.mark.parametrize("address", SEARCHES)
def test_nothing_typed_breaks_the_cms(editor, address):
    answers = {typed: editor.get(address, {"q": typed}).status_code for typed in HOSTILE}
    assert {typed: status for typed, status in answers.items() if status != 200} == {}


def test_an_editor_finds_a_page_by_another_form_of_its_word(editor):
    NewsFactory(title="Ёлка во дворе")
    html = editor.get("/admin/choose-page/search/", {"q": "елк дво"}).content.decode()
    assert "Ёлка во дворе" in html


def test_an_editor_finds_a_picture_by_the_beginning_of_its_name(editor):
    PictureFactory(title="Берёза у котельной")
    assert "Берёза у котельной" in editor.get("/admin/images/chooser/results/", {"q": "берез"}).content.decode()
