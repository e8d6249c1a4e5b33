"""Passkeys in a real browser with a virtual authenticator: made after an invitation or at /me/, used in place of the password."""

import pytest
from playwright.sync_api import expect

from accounts import invitations
from accounts.factories import UserFactory
from accounts.models import User
from accounts.standing import has_second_factor
from people.factories import EmployeeFactory

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium, live_server, site):
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 360, "height": 800})
    context.set_default_timeout(8000)
    page = context.new_page()
    page.errors = []
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    page.goto("about:blank")
    context.close()


def sign_out(page):
    page.goto("/logout/")
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/login/")


def sign_in_by_key(page):
    page.goto("/login/")
    page.get_by_role("button", name="Отпечатком или лицом").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def test_a_fitter_scans_the_sheet_touches_the_sensor_and_never_has_a_password(page):
    EmployeeFactory(number="107", name="Виктор")
    page.goto(f"/login/invite/{invitations.invite(['107'], None)['107']}/")
    page.get_by_role("button", name="Продолжить").click()
    page.get_by_role("button", name="Отпечаток или лицо").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    user = User.objects.get(username="107")
    assert not user.has_usable_password()
    assert has_second_factor(user)
    sign_out(page)
    sign_in_by_key(page)
    page.goto("/me/passkeys/")
    expect(page.get_by_text("Chrome, Linux").first).to_be_visible()
    page.goto("/me/password/")
    page.get_by_role("button", name="Отпечаток или лицо").click()
    expect(page.get_by_label("Новый пароль", exact=True)).to_be_visible()
    assert page.errors == []


def test_a_key_is_added_and_removed_and_asked_for_after_the_password(page):
    UserFactory(username="press")
    with_password(page)
    page.goto("/me/passkeys/add/")
    page.get_by_role("button", name="Включить на этом устройстве").click()
    expect(page.get_by_role("heading", name="Запасные коды")).to_be_visible()
    sign_out(page)
    with_password(page)
    assert "/login/code/" in page.url
    page.get_by_role("button", name="Подтвердить отпечатком").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/me/passkeys/")
    page.get_by_role("link", name="Удалить").click()
    page.get_by_role("button", name="Удалить").click()
    expect(page.get_by_text("Пока вы входите только паролем")).to_be_visible()
    assert not has_second_factor(User.objects.get(username="press"))
    assert page.errors == []


def test_where_the_device_refuses_the_page_says_so(page):
    page.goto("/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Отпечатком или лицом").click()
    expect(page.get_by_text("Не получилось")).to_be_visible()


def with_password(page):
    page.goto("/login/")
    page.get_by_label("Табельный номер или почта").fill("press")
    page.get_by_label("Пароль", exact=True).fill("teplo-demo")
    page.get_by_role("button", name="Войти", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/login/"))
