"""The square over one's own picture, as the browser draws it."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
FACE = settings.BASE_DIR / "tests" / "people" / "samples" / "astronaut.jpg"
DRAWN = "frame => { const box = frame.querySelector('img').getBoundingClientRect(); const seen = frame.getBoundingClientRect(); return [box.width / seen.width, box.left - seen.left] }"


def test_the_frame_shows_the_face_that_was_found_and_follows_the_keys(visit, company):
    page = visit(360)
    page.goto("/me/photo/")
    page.set_input_files("input[type=file]", FACE)
    page.wait_for_url("**/me/photo/crop/")
    frame = page.locator(".frame").first
    scale, left = frame.evaluate(DRAWN)
    assert scale > 1.5 and left < 0
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("-")
    after, moved = frame.evaluate(DRAWN)
    assert after < scale and moved != left
    page.get_by_role("button", name="Отправить на проверку").click()
    page.get_by_text("Ждёт проверки").first.wait_for()
    assert page.errors == []
