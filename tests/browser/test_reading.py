"""Reading an article: nothing shifts, the cover comes first, and the place where one stopped is remembered."""

import pytest
from playwright.sync_api import expect

from people.models import ReadMark
from people.readership import buffer

pytestmark = pytest.mark.browser
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 600);
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_an_article_loads_and_is_scrolled(visit, company, width):
    page = visit(width)
    page.goto(company["whole"].url)
    for _ in range(12):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(60)
    assert page.evaluate(SHIFTS) < 0.01


def test_the_cover_is_preloaded_and_used(visit, company):
    page = visit()
    page.goto(company["article"].url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(3500)  # Chromium complains of a preload that nobody used
    assert not page.errors
    assert page.locator("link[rel=preload][as=image]").count() == 1


def test_one_reads_on_where_one_stopped(visit, company):
    page = visit(360)
    page.goto(company["whole"].url)
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(900)
    page.goto("/magazine/")
    page.goto(company["whole"].url)
    assert page.evaluate("scrollY") == 0
    page.get_by_role("button", name="Продолжить чтение").click()
    page.wait_for_function("scrollY > 1000")
    expect(page.get_by_role("button", name="Продолжить чтение")).to_be_hidden()


def test_an_article_that_was_read_to_its_end_is_counted(visit, company):
    page = visit()
    page.goto(company["news"].url)
    page.locator("read-mark").scroll_into_view_if_needed()
    with page.expect_request("**/reads/", timeout=15_000):
        page.wait_for_timeout(6500)
    page.wait_for_timeout(1500)
    buffer.flush()
    assert ReadMark.objects.get(page=company["news"].pk).finished
    assert not page.errors
