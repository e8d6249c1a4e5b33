"""An editor's text survives an ended session; a foreign form gets nowhere."""

import re
from html import unescape

import pytest
from django.test import Client

from accounts.factories import UserFactory
from accounts.roles import Role

pytestmark = pytest.mark.django_db
HOME = {"Origin": "http://testserver"}
EVIL = {"Origin": "http://evil.example"}
TEXT = 'Труба «Ду-500» & <script>alert("1")</script>'
FORM = {"first_name": TEXT, "password1": "новый секрет", "tags": ["a", "b"]}


@pytest.fixture
def editor():
    """A signed-in browser that checks CSRF tokens as a real server does."""
    UserFactory(username="admin", role=Role.ADMIN)
    client = Client(enforce_csrf_checks=True)
    _sign_in(client)
    return client


def _sign_in(client):
    token = _token(client.get("/login/"))
    client.post("/login/", {"login": "admin", "password": "teplo-demo", "csrfmiddlewaretoken": token}, headers=HOME)


def _token(page):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]


def _carried(page):
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in fields}


def _post(client, fields, headers=None):
    return client.post("/admin/users/new/", fields, headers=headers or HOME)


def test_what_was_written_is_sent_after_signing_in_again(editor):
    token = _token(editor.get("/logout/"))
    del editor.cookies["sessionid"]
    lost = _post(editor, {**FORM, "csrfmiddlewaretoken": token})
    assert lost.status_code == 401 and "Сеанс закончился" in lost.text
    _sign_in(editor)  # in another tab
    again = _post(editor, {**_carried(lost), "csrfmiddlewaretoken": _token(lost)})
    assert again.status_code == 403 and "Вы снова вошли" in again.text
    arrived = _post(editor, {**_carried(again), "csrfmiddlewaretoken": _token(again)})
    assert arrived.context["form"].data["first_name"] == TEXT


def test_the_text_is_carried_escaped_and_passwords_are_not(client):
    page = client.post("/admin/users/new/", FORM)
    assert "<script>alert" not in page.text
    assert page.text.count('name="tags"') == 2
    assert "новый секрет" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_editors_own_requests_are_told_in_words(client):
    answer = client.post("/admin/users/new/", FORM, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 401
    assert "Сеанс закончился" in answer.json()["error"]


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_foreign_form_is_refused_and_not_carried_into_ours(editor, signed_in):
    token = _token(editor.get("/logout/"))
    if not signed_in:
        del editor.cookies["sessionid"]
    for headers in (EVIL, {"Origin": "null"}):
        answer = _post(editor, {**FORM, "csrfmiddlewaretoken": token}, headers)
        assert answer.status_code == 403
        assert "Форма устарела" in answer.text and "Ду-500" not in answer.text


def test_elsewhere_one_is_sent_to_sign_in(client):
    assert client.post("/me/password/", FORM).headers["Location"] == "/login/?next=/me/password/"
