"""A passkey from the invitation on paper to the next sign-in, with Chromium's virtual authenticator."""

import pytest

from accounts import invitations
from people.factories import EmployeeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(chromium, live_server, site):
    """A page of a telephone that knows fingers; by name, because a passkey belongs to a domain and not to a number."""
    context = chromium.new_context(viewport={"width": 360, "height": 760}, locale="ru-RU")
    context.set_default_timeout(8000)
    page = context.new_page()
    page.home = live_server.url.replace("127.0.0.1", "localhost")
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    context.close()


def test_an_invited_fitter_signs_in_with_a_finger_and_never_types_a_password(phone):
    person = EmployeeFactory(number="100200", surname="Безпарольный")
    code = invitations.invite([person.number], by=None)[person.number]
    phone.goto(f"{phone.home}/login/invite/{code}/")
    phone.get_by_role("button", name="Без пароля").click()
    phone.get_by_role("button", name="Запомнить устройство").click()
    phone.wait_for_url("**/me/passkeys/")
    phone.get_by_text("Телефон", exact=True).wait_for()
    phone.goto(f"{phone.home}/logout/")
    phone.get_by_role("button", name="Выйти").click()
    phone.wait_for_url("**/login/")
    phone.get_by_role("button", name="По отпечатку или лицу").click()
    phone.wait_for_url(f"{phone.home}/")
    phone.goto(f"{phone.home}/people/")
    phone.get_by_role("heading", name="Люди", exact=True).wait_for()
    assert phone.errors == []
