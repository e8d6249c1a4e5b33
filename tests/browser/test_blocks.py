"""Blocks of stories in a real browser: narrow and dark, opened by finger and keyboard, without scripts, on paper."""

import pytest

from magazine.factories import ArticleFactory
from portal.factories import PictureFactory
from tests.blocks import VIDEO, embed, every_block, gallery
from tests.browser.looking import AXE, RULES, RUN_AXE
from tests.magazine.test_blocks import HOSTILE, hostile

pytestmark = pytest.mark.browser
STICKS_OUT = """() => [...document.querySelectorAll("article *")].filter(one => !one.closest(".sheet")
  && !one.matches(".hidden") && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (360, "dark"), (1280, "dark")])
def test_each_block_fits_and_axe_finds_nothing(visit, company, width, theme):
    page = visit(width, color_scheme=theme, bypass_csp=True)
    page.goto(company["whole"].url)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN_AXE, RULES) == []
    assert page.evaluate(STICKS_OUT) == []


def test_a_wide_table_scrolls_inside_itself_by_keyboard(visit, company):
    page = visit(360, bypass_csp=True)  # Playwright waits by eval
    page.goto(company["whole"].url)
    page.get_by_role("region", name="Три аварии").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.sheet').scrollLeft > 0")


def test_a_hostile_text_runs_in_no_block(visit, company):
    """S50"""
    page, calls = visit(), []
    page.on("dialog", lambda dialog: (calls.append(dialog.message), dialog.dismiss()))
    for text in HOSTILE:
        blocks = every_block(company["hero"], PictureFactory.create_batch(3), company["article"])
        article = ArticleFactory(issue=company["issue"], blocks=[hostile(block, text) for block in blocks])
        page.goto(article.url)
        page.locator(".gallery a").first.click()
        page.wait_for_timeout(100)
    assert calls == []


@pytest.fixture
def pictures_page(company):
    return ArticleFactory(
        issue=company["issue"], blocks=[gallery(*(PictureFactory(size=(1400, 900)) for _ in range(4)))]
    )


def counter(page):
    return page.locator(".lightbox > p")


def test_a_gallery_opens_large_and_leafs_by_keyboard_and_gives_the_focus_back(visit, pictures_page):
    page = visit()
    page.goto(pictures_page.url)
    page.locator(".gallery a").nth(2).press("Enter")
    counter(page).get_by_text("3 из 4").wait_for()
    for key, told in (("ArrowRight", "4 из 4"), ("ArrowRight", "1 из 4"), ("ArrowLeft", "4 из 4"), ("Home", "1 из 4")):
        page.keyboard.press(key)
        counter(page).get_by_text(told).wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.title === 'Снимок 1'")


def test_only_a_picture_and_its_neighbours_are_loaded(visit, pictures_page):
    page = visit()
    page.goto(pictures_page.url)
    page.locator(".gallery a").first.click()
    counter(page).get_by_text("1 из 4").wait_for()
    loaded = page.locator(".lightbox img").evaluate_all("images => images.map(image => Boolean(image.src))")
    assert loaded == [True, True, False, False]


def test_a_finger_leafs_through_a_gallery_and_a_pull_closes_it(visit, pictures_page):
    page = visit(360, has_touch=True)
    page.goto(pictures_page.url)
    page.locator(".gallery a").first.tap()
    counter(page).get_by_text("1 из 4").wait_for()
    swipe(page, (300, 400), (40, 405))
    counter(page).get_by_text("2 из 4").wait_for()
    swipe(page, (180, 500), (185, 300))
    page.locator(".lightbox").wait_for(state="hidden")


def swipe(page, start, end):
    """One finger from here to there, as the browser itself feels it."""
    touch = page.context.new_cdp_session(page)
    steps = [(start[0] + (end[0] - start[0]) * n / 8, start[1] + (end[1] - start[1]) * n / 8) for n in range(9)]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]})
    for x, y in steps[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_press_on_a_large_picture_shows_its_real_size(visit, pictures_page):
    page = visit(360, bypass_csp=True)  # Playwright waits by eval
    page.goto(pictures_page.url)
    page.locator(".gallery a").first.click()
    picture = page.locator(".lightbox img").first
    picture.click()
    page.wait_for_function("document.querySelector('.lightbox img').width === 1400")
    picture.click()
    page.wait_for_function("document.querySelector('.lightbox img').width === 360")


def test_without_scripts_a_gallery_and_a_video_are_links(visit, company):
    page = visit(java_script_enabled=False)
    page.goto(company["whole"].url)
    assert page.locator(".gallery a").first.get_attribute("href").startswith(("/renditions/", "/media/"))
    assert page.get_by_role("link", name="Смотреть на RuTube").get_attribute("href") == VIDEO


def test_a_site_is_asked_for_its_player_only_when_one_wants_to_see(visit, company):
    """S54: in a sandbox, with no address of ours."""
    page, asked = visit(), []
    page.route("https://rutube.ru/**", lambda route: (asked.append(route.request), route.fulfill(body="<p>player</p>")))
    page.goto(ArticleFactory(issue=company["issue"], blocks=[embed()]).url)
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("button", name="Как опрессовывают магистраль").click()
    page.frame_locator("video-door iframe").get_by_text("player").wait_for()
    frame = page.locator("video-door iframe")
    assert frame.get_attribute("sandbox") == "allow-scripts allow-same-origin allow-popups allow-presentation"
    assert "referer" not in asked[0].headers
    assert page.errors == []


def test_the_policy_holds_back_the_frame_of_a_site_that_is_not_on_the_list(visit, company):
    """S54"""
    page, asked = visit(), []
    page.route("https://evil.example/**", lambda route: (asked.append(route.request), route.fulfill(body="x")))
    page.goto(ArticleFactory(issue=company["issue"], blocks=[embed()]).url)
    page.evaluate("document.querySelector('video-door').setAttribute('frame', 'https://evil.example/')")
    page.locator("button.door").click()
    page.wait_for_timeout(300)
    assert asked == []
    assert "frame-src" in "".join(page.errors)


def test_on_paper_there_is_the_story_alone_black_on_white(visit, company):
    page = visit(color_scheme="dark")
    page.goto(company["whole"].url)
    page.emulate_media(media="print")
    for part in (".topbar", ".foot", ".crumbs", ".reading-line", ".contents"):
        assert not page.locator(part).first.is_visible(), part
    assert page.locator(".fig > .address").inner_text() == VIDEO
    ground, ink = page.evaluate(
        "[document.documentElement, document.querySelector('.prose p')].map(getComputedStyle).map(s => [s.backgroundColor, s.color])"
    )
    assert (ground[0], ink[1]) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
