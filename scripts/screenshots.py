"""Takes the pictures of README.md and docs/editors.md from a running portal with the demo company.

python scripts/screenshots.py [--base http://127.0.0.1:8000]
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs/pictures"
FLAGS = ["--no-sandbox", "--disable-gpu"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 780}
LARGEST = 120_000
QUALITIES = range(86, 30, -8)
ARTICLE = "/magazine/2026-11/shest-chasov-do-rassveta/"
# Everything in sight has arrived and is decoded; pictures further down are lazy and may wait.
PICTURES_ARE_HERE = """() => [...document.images].every(image => {
    const box = image.getBoundingClientRect()
    const inSight = box.width && box.bottom > 0 && box.top < innerHeight
    return !inSight || (image.complete && image.naturalWidth)
})"""


def main(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        take_sign_in(browser, base)
        take_portal(browser, base)
        take_cms(browser, base)
        browser.close()


def take_sign_in(browser: Browser, base: str) -> None:
    with window(browser, base, DESKTOP) as page:
        page.goto("/login/")
        save(page, "login")


def take_portal(browser: Browser, base: str) -> None:
    with window(browser, base, DESKTOP, "reader") as page:
        page.goto("/")
        save(page, "home")
    with window(browser, base, PHONE, "reader", device_scale_factor=2) as page:
        page.goto(ARTICLE)
        save(page, "article-phone")
    with window(browser, base, PHONE, "reader", device_scale_factor=2, color_scheme="dark") as page:
        page.goto("/people/")
        save(page, "people-phone")
    with window(browser, base, DESKTOP, "reader") as page:
        page.goto("/people/khachemizov-rustam/")
        save(page, "person")
        page.goto("/contests/plakat/")
        save(page, "contest")
        page.goto("/films/slushayte-trubu/")
        save(page, "film")


def take_cms(browser: Browser, base: str) -> None:
    with window(browser, base, DESKTOP, "press") as page:
        page.goto(ARTICLE)
        page.goto(page.locator("wagtail-userbar a[href*='/edit/']").get_attribute("href"))
        save(page, "editor")
        page.goto(page.url.replace("/pages/", "/channel/compose/").replace("/edit/", "/"))
        save(page, "composer")
        page.goto("/admin/channel/?tab=offered")
        save(page, "desk")


@contextmanager
def window(browser: Browser, base: str, size: dict, user: str = "", **options) -> Iterator[Page]:
    """A page of a browser window of this size, signed in as `user` if one is named."""
    still = {"locale": "ru-RU", "timezone_id": "Europe/Moscow", "reduced_motion": "reduce"}
    context = browser.new_context(base_url=base, viewport=size, **still, **options)
    page = context.new_page()
    if user:
        sign_in(page, user)
    yield page
    context.close()


def sign_in(page: Page, user: str) -> None:
    page.goto("/login/")
    page.get_by_label("Табельный номер или почта").fill(user)
    page.get_by_label("Пароль", exact=True).fill("teplo-demo")
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(lambda address: "/login/" not in address)


def save(page: Page, name: str) -> None:
    """What stands in the window now, as WebP no heavier than `LARGEST`."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.evaluate("scrollTo(0, innerHeight)")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(PICTURES_ARE_HERE, timeout=60_000)
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    content = light_enough(shown)
    (FOLDER / f"{name}.webp").write_bytes(content)
    print(f"{name}.webp {shown.width}×{shown.height}, {len(content) // 1000} kB")


def light_enough(image: Image.Image) -> bytes:
    """The best quality that stays within `LARGEST`, or the lightest there is."""
    content = b""
    for quality in QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        content = buffer.getvalue()
        if len(content) <= LARGEST:
            break
    return content


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="address of the running portal")
    FOLDER.mkdir(exist_ok=True)
    main(parser.parse_args().base)
