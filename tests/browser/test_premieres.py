"""The hour of a film and what the press asks before it, in Chromium."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.roles import Role
from engagement.models import Notice
from films.factories import FilmFactory, VideoFactory, cast_row, make_film
from films.models import ConsentRequest
from people.factories import EmployeeFactory
from portal.factories import PictureFactory

pytestmark = pytest.mark.browser

SOON = timedelta(seconds=12)
# The hour, the pause before a second reload, and a busy machine.
OPEN_BY = 60_000


@pytest.fixture
def read(visit, live_server):
    """`read(width)` is the window of an employee who holds no office."""

    def _read(width=360):
        page, client = visit(width), Client()
        client.force_login(UserFactory(role=Role.EMPLOYEE))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": f"{live_server.url}/"}]
        )
        page.goto("/films/")
        return page

    return _read


def test_the_countdown_turns_and_at_the_hour_there_is_the_film(read, tmp_path):
    page, video = read(), VideoFactory(content=make_film(tmp_path / "a.mp4", 3, "320x240").read_bytes())
    film = FilmFactory(video=video, cover=PictureFactory(), premiere_at=timezone.now() + SOON)
    page.goto(film.url)
    left = page.locator(".countdown .left")
    left.wait_for()
    before = left.inner_text()
    assert before.startswith("через ")
    page.wait_for_function("(before) => document.querySelector('.countdown .left').textContent !== before", arg=before)
    assert page.locator("film-player").count() == 0
    page.locator("film-player").wait_for(timeout=OPEN_BY)
    page.evaluate("() => { document.querySelector('video').muted = true }")
    page.get_by_role("button", name="Смотреть").click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.5")
    assert page.errors == []


def test_the_missing_consent_is_asked_for_with_one_click_on_a_phone(visit, company):
    silent = EmployeeFactory(surname="Кривошлыкова", name="Оксана", user=UserFactory())
    film = FilmFactory(cast=[cast_row(silent)], draft=True)
    page = visit(360)
    page.goto(reverse("wagtailadmin_pages:edit", args=[film.pk]))
    warning = page.locator(".help-warning", has_text="Съёмка в фильмах")
    warning.get_by_role("button", name="Попросить согласие").click()
    warning.get_by_text("Запрос отправлен: 1 человек.").wait_for()
    assert "спросили" in warning.inner_text()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert Notice.objects.get().employee == silent
    assert ConsentRequest.objects.get().asked_by == company["press"]
    assert page.errors == []
