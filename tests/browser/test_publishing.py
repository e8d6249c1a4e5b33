"""The main job, as the press secretary does it: an issue and an article in it, previewed, published and seen by colleagues."""

import re
import zlib

import pytest
from playwright.sync_api import Page, expect

from magazine.models import ArticlePage, IssuePage, MagazinePage
from portal.factories import image_bytes

pytestmark = pytest.mark.browser


def test_an_issue_with_an_article_is_made_previewed_published_and_found_by_readers(visit, company):
    page = visit()
    page.context.set_default_timeout(15_000)

    new_page(page, "magazine/issuepage", MagazinePage.objects.get().pk)
    page.locator("#id_title").fill("Сто ночей")
    page.locator("#id_number").fill("12")
    page.locator("#id_date").fill("01.12.2026")
    page.keyboard.press("Escape")
    upload_picture(page, field(page, "cover"), "Обложка: ночь")
    publish(page)
    issue = IssuePage.objects.get(title="Сто ночей")

    new_page(page, "magazine/articlepage", issue.pk)
    page.locator("#id_title").fill("Когда зажглись окна")
    page.locator("#id_lead").fill("Ночь, котельная и сорок домов.")
    upload_picture(page, field(page, "cover"), "Котельная зимней ночью")
    page.locator("#id_authors-ADD").click()
    choose_person(page, page.locator("#inline_child_authors-0"), "Серебрянникова")
    write_body(page)
    page.locator("#id_rubric").select_option(label="Репортаж")
    see_the_preview(page)
    publish(page)

    article = ArticlePage.objects.get(title="Когда зажглись окна")
    page.goto(article.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Когда.зажглись окна"))
    expect(page.get_by_text("Первой зажглась школа")).to_be_visible()
    expect(page.get_by_text("Тепло дали в шесть")).to_be_visible()
    expect(page.locator("gallery-lightbox img, .gallery img")).to_have_count(2)
    for address in ("/", "/magazine/", issue.url):
        page.goto(address)
        expect(page.get_by_text(re.compile("Когда.зажглись окна|Сто ночей")).first).to_be_visible()
    for person, why in (("Серебрянникова", "текст"), ("Христорождественский", "в материале")):
        page.goto(f"/people/?q={person}")
        page.locator("main").get_by_role("link", name=person).first.click()
        life = page.get_by_role("region", name="Жизнь в компании")
        expect(life.get_by_text(re.compile("Когда.зажглись окна"))).to_be_visible()
        expect(life.get_by_text(why).first).to_be_visible()
    page.goto("/channel/")
    expect(page.get_by_text(re.compile("Когда.зажглись окна")).first).to_be_attached()


def new_page(page: Page, model: str, parent: int) -> None:
    page.goto(f"/admin/pages/add/{model}/{parent}/")


def field(page: Page, name: str):
    """The panel of a field of the page's form."""
    return page.locator("section.w-panel", has=page.locator(f"#id_{name}"))


def publish(page: Page) -> None:
    page.get_by_role("button", name="Больше действий").last.click()
    page.locator("[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def upload_picture(page: Page, scope, alt: str) -> None:
    """A new picture, of a colour of its own: the CMS asks what to do with one that it has already."""
    colour = f"#{zlib.crc32(alt.encode()) & 0xFFFFFF:06x}"
    photo = {"name": f"{alt}.jpg", "mimeType": "image/jpeg", "buffer": image_bytes((1600, 1000), colour)}
    scope.get_by_role("button", name="Выберите изображение").first.click()
    dialog = page.locator(".modal")
    dialog.get_by_role("tab", name="Загрузка").click()
    dialog.locator("[name$=upload-title]").fill(alt)
    dialog.locator("input[type=file]").set_input_files(photo)
    dialog.locator("[name$=upload-description]").fill(alt)
    dialog.get_by_role("button", name="Загрузка").click()
    dialog.wait_for(state="detached")


def choose_person(page: Page, scope, name: str) -> None:
    scope.get_by_role("button", name="Выбрать сотрудника").click()
    dialog = page.locator(".modal")
    with page.expect_response(re.compile("[?&]q=")):
        dialog.get_by_role("textbox").first.fill(name)
    expect(dialog.locator("tbody tr")).to_have_count(1)
    dialog.get_by_role("link", name=name).first.click()
    dialog.wait_for(state="detached")


def add_block(page: Page, kind: str, number: int):
    """Puts a block of this kind after those that are there; answers the new one."""
    body = page.locator("section:has(> div [name=body-count])")
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    block = body.locator("[data-streamfield-child]").nth(number)
    block.wait_for()
    return block


def write_body(page: Page) -> None:
    text = add_block(page, "Текст", 0)
    text.get_by_role("textbox").click()
    page.keyboard.type("Первой зажглась школа.")
    said = add_block(page, "Цитата", 1)
    said.locator("textarea").first.fill("Тепло дали в шесть")
    choose_person(page, said, "Христорождественский")
    gallery = add_block(page, "Галерея", 2)
    upload_picture(page, gallery, "Дом с огнями")
    gallery.locator(".c-sf-add-button").last.click()
    upload_picture(page, gallery.locator("[data-streamfield-child]").last, "Двор с огнями")


def see_the_preview(page: Page) -> None:
    page.get_by_role("button", name="Переключить предварительный просмотр").click()
    preview = page.frame_locator("iframe[title='Превью']").first
    expect(preview.get_by_role("heading", level=1)).to_have_text(re.compile("Когда.зажглись окна"))
