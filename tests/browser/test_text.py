"""Writing in the CMS: what is pasted from Word, and a colleague mentioned in a text."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from magazine.factories import ArticleFactory
from magazine.models import ArticlePage
from people.factories import EmployeeFactory
from tests.browser.test_publishing import add_block

pytestmark = pytest.mark.browser
WORD = (Path(__file__).parent / "clipboard_word.html").read_text(encoding="utf-8")
PASTE = """(editor, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "plain");
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def text_of(page: Page, article: ArticlePage):
    """The editor of a new text of the article."""
    page.context.set_default_timeout(15_000)
    page.goto(f"/admin/pages/{article.pk}/edit/")
    editor = add_block(page, "Текст", 0).get_by_role("textbox")
    editor.click()
    return editor


def stored(page: Page, article: ArticlePage, words: str, written: str = "") -> str:
    """What the draft holds once it is saved with these words in it; `written` is how the editor's own value names them."""
    has = "words => [...document.querySelectorAll('[name$=\"-value\"]')].some(field => field.value.includes(words))"
    page.wait_for_function(has, arg=written or words)
    page.get_by_role("button", name="Сохранить черновик").click()
    for _ in range(50):
        (block,) = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().body.raw_data
        if words in block["value"]:
            return re.sub(r' data-block-key="\w+"', "", block["value"])
        page.wait_for_timeout(200)
    raise AssertionError(f"{words!r} was not stored")


def test_what_is_pasted_from_word_keeps_its_structure_and_nothing_else(visit, company):
    page, article = visit(), ArticleFactory(blocks=[])
    text_of(page, article).evaluate(PASTE, WORD)
    assert stored(page, article, "400 мм") == (
        "<h2>Ночь на Октябрьской</h2><p>В 5:20 открыли <b>задвижку</b> и <i>пустили</i> воду.</p><h2>Что сделали</h2>"
        "<ul><li>заменили трубу<ul><li>сварили стык</li></ul></li><li>залили воду</li></ul>"
        "<h3>По порядку</h3><ol><li>звонок</li><li>выезд</li></ol>"
        '<p>Подробно — <a href="https://teplo.example/news/">в новости</a>, а план у мастера.</p><p>Трубы; 400 мм</p>'
    )


def test_selected_words_become_a_mention_that_is_still_text(visit, company):
    page, article, hero = visit(), ArticleFactory(blocks=[]), EmployeeFactory(surname="Цеев", name="Аскер")
    text_of(page, article)
    page.keyboard.type("Смену вёл Цеев")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.locator(".Draftail-ToolbarButton[name=EMPLOYEE]").last.click()
    dialog = page.locator(".modal")
    dialog.get_by_role("link", name="Цеев").first.click()
    dialog.wait_for(state="detached")
    html = stored(page, article, "linktype", "EMPLOYEE")
    assert html in [
        f"<p>Смену вёл <a {attributes}>Цеев</a></p>"
        for attributes in (f'id="{hero.pk}" linktype="employee"', f'linktype="employee" id="{hero.pk}"')
    ]
