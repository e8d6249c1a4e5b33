"""Debian's Chromium on the tests' own server, with a small company in it."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from accounts.factories import UserFactory
from accounts.roles import Role
from magazine.factories import ArticleFactory, IssueFactory, quote, text
from magazine.models import IssuePdf, PdfPage
from news.factories import NewsFactory
from people.factories import EmployeeFactory
from portal.factories import PictureFactory
from tests.blocks import every_block

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings, tmp_path):
    """One worker of the tests must not sweep what another one is making."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


@pytest.fixture
def company(site):
    """A person with a long surname and one without a photo, an issue with an article, news, and the press secretary."""
    hero = EmployeeFactory(
        surname="Христорождественский", name="Константин", shown=True, phone="14-21", about="Люблю трубы."
    )
    EmployeeFactory(surname="Серебрянникова", name="Галина", manager=hero)
    issue = IssueFactory(
        title="Шесть часов", cover=PictureFactory(size=(600, 800)), editorial="<p>Номер был готов.</p>"
    )
    blocks = [text(), {"type": "heading", "value": "Карта на столе"}, quote(hero), text()]
    article = ArticleFactory(issue=issue, blocks=blocks, authors=[hero], cover=PictureFactory(), tags=["авария"])
    pictures = [PictureFactory(size=(1400, 900), credit="Рустам Хачемизов") for _ in range(3)]
    whole = ArticleFactory(title="Все блоки", issue=issue, blocks=every_block(hero, pictures, article))
    pdf = IssuePdf.objects.create(
        issue=issue, file=ContentFile(PDF, name="issue.pdf"), source="uploaded", pages=1, size=len(PDF)
    )
    PdfPage.objects.create(pdf=pdf, number=1, text="Лопнувшая труба на Красноармейской")
    news = NewsFactory(cover=PictureFactory(), tags=["Сети"])
    press = UserFactory(username="press", role=Role.PRESS)
    EmployeeFactory(surname="Ачох", name="Саида", user=press, hired_on=timezone.localdate(), consents=["birthday"])
    return {"hero": hero, "issue": issue, "article": article, "whole": whole, "pdf": pdf, "news": news, "press": press}


@pytest.fixture
def window(chromium, live_server):
    """`window(width)` is a page of a browser window that wide; `window(width, user)` one in which this user is signed in already."""
    opened = []

    def _window(width=1280, user=None, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            timezone_id="Europe/Moscow",
            locale="ru-RU",
            base_url=live_server.url,
            **options,
        )
        opened.append(context)
        context.set_default_timeout(20_000)
        if user:
            context.add_cookies([session_of(user) | {"url": live_server.url}])
        page = context.new_page()
        page.errors = []
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        return page

    yield _window
    for context in opened:
        for page in context.pages:
            page.goto("about:blank")
        context.close()


@pytest.fixture
def visit(window, company):
    """`visit(width)` is a window in which the press secretary has signed in through the form."""

    def _visit(width=1280, **options):
        page = window(width, **options)
        sign_in(page)
        return page

    return _visit


def session_of(user) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


def sign_in(page) -> None:
    page.goto("/login/")
    page.get_by_label("Табельный номер или почта").fill("press")
    page.get_by_label("Пароль", exact=True).fill("teplo-demo")
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(lambda url: "/login/" not in url)
