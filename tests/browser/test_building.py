"""An issue from nothing to a published one with a PDF, by keyboard alone; and an issue leafed through page by page."""

import re

import pytest
from playwright.sync_api import Page, expect

from magazine.factories import ArticleFactory, IssueFactory, RubricFactory
from magazine.models import ArticlePage, IssuePage, MagazinePage, PrintRun
from magazine.printing.tasks import make

pytestmark = pytest.mark.browser


def press(locator, key: str = "Enter") -> None:
    """What one does with the keyboard who has come there by Tab."""
    locator.focus()
    expect(locator).to_be_focused()
    locator.page.keyboard.press(key)


def write(page: Page, selector: str, text: str) -> None:
    page.locator(selector).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_an_issue_is_built_released_and_printed_by_keyboard(visit, company):
    page = visit()
    page.context.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)

    page.goto(f"/admin/pages/add/magazine/issuepage/{MagazinePage.objects.get().pk}/")
    write(page, "#id_title", "Первый снег")
    write(page, "#id_number", "12")
    write(page, "#id_date", "01.12.2026")
    page.keyboard.press("Escape")
    press(page.get_by_role("button", name="Сохранить черновик").first)
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    issue = IssuePage.objects.get(title="Первый снег")
    assert not issue.live

    page.goto(f"/admin/magazine/issues/{issue.pk}/")
    press(page.get_by_role("link", name="Новая статья"))
    page.wait_for_url(re.compile("articlepage"))
    write(page, "#id_title", "Смена на метели")
    write(page, "#id_lead", "Как чистили трассу до рассвета.")
    rubric = page.locator("#id_rubric")
    rubric.focus()
    expect(rubric).to_be_focused()
    page.keyboard.press("ArrowDown")
    press(page.locator("section:has(> div [name=body-count]) .c-sf-add-button").last)
    search = page.locator("[role=combobox]:visible").last
    expect(search).to_be_visible()
    search.focus()
    page.keyboard.type("Подзаг")
    expect(page.get_by_role("option", name="Подзаголовок", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    page.locator("[name=body-0-value]").focus()
    page.keyboard.type("Утро на трассе")
    press(page.get_by_role("button", name="Сохранить черновик").first)
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    assert not ArticlePage.objects.get(title="Смена на метели").live

    page.goto(f"/admin/magazine/issues/{issue.pk}/")
    press(page.get_by_role("button", name="Выпустить номер"))
    expect(page.get_by_role("heading", name="Номер вышел")).to_be_visible()
    assert ArticlePage.objects.get(title="Смена на метели").live

    press(page.get_by_role("link", name="Печать"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    make.call(PrintRun.objects.get(issue=issue).pk)
    expect(page.get_by_role("heading", name="Что открывают читатели")).to_be_visible()

    page.goto(issue.url)
    press(page.get_by_role("link", name="Листать"))
    leaf_through(page)
    assert not page.errors, page.errors


def leaf_through(page: Page) -> None:
    """The reader draws pages whose text can be selected; arrows turn them, the address and the device remember."""
    sheet = page.locator(".reader-sheet")
    expect(sheet.locator("canvas")).to_be_visible()
    expect(page.locator("[data-part=page]")).to_have_text("1")
    press(sheet, "ArrowRight")
    expect(page.locator("[data-part=page]")).to_have_text("2")
    expect(sheet.locator(".reader-text")).to_contain_text("Смена на метели")
    assert page.url.endswith("#page=2")
    page.goto(page.url.partition("#")[0] + "?again")
    expect(page.locator("[data-part=page]")).to_have_text("2")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(sheet.locator("canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def order(issue: IssuePage) -> list[str]:
    return list(ArticlePage.objects.child_of(issue).order_by("path").values_list("title", flat=True))


def handle(page: Page, title: str):
    return page.get_by_role("button", name=f"Перетащить: {title}")


def drag(page: Page, title: str, onto: str) -> None:
    """As a hand does it: pressed, carried there in steps, let go."""
    start, end = handle(page, title).bounding_box(), handle(page, onto).bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] - 10, steps=15)
    for step in range(10):  # the list follows with its own animation: a hand waits for it
        page.mouse.move(end["x"] + end["width"] / 2, end["y"] - 10 + step % 3)
        page.wait_for_timeout(50)
    page.mouse.up()


def test_articles_are_put_in_order_by_mouse_and_by_keyboard(visit, company):
    issue, rubric = IssueFactory(draft=True), RubricFactory()
    for title in ("Первая", "Вторая", "Третья"):
        ArticleFactory(issue=issue, rubric=rubric, title=title, draft=True)
    page = visit()
    page.goto(f"/admin/magazine/issues/{issue.pk}/")
    page.wait_for_load_state("networkidle")
    with page.expect_response(re.compile("/move/")):
        drag(page, "Третья", onto="Первая")
    assert order(issue) == ["Третья", "Первая", "Вторая"]
    page.reload()
    page.wait_for_load_state("networkidle")
    press(handle(page, "Третья"), "ArrowDown")
    with page.expect_response(re.compile("/move/")):
        page.keyboard.press("Enter")
    assert order(issue) == ["Первая", "Третья", "Вторая"]
    assert not page.errors, page.errors
