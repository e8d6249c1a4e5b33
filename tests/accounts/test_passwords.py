"""What a password may be, and what changing it ends."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from accounts.factories import UserFactory
from accounts.models import User

pytestmark = pytest.mark.django_db


def change(client, password, old="teplo-demo"):
    return client.post("/me/password/", {"old_password": old, "new_password1": password, "new_password2": password})


@pytest.mark.parametrize(
    "weak",
    ["password1", "Тепло-2026", "ЮжТепло!2026", "teplo-demo", "1234567890", "number-10000", "Number-10000!"],
)
def test_a_weak_password_is_refused(sign_in, weak):
    client = sign_in(UserFactory(username="number-10000"))
    answer = change(client, weak)
    assert answer.status_code == 200
    assert answer.context["form"].errors["new_password2"]


@pytest.mark.parametrize("length", [64, 128])
def test_a_long_password_with_spaces_and_emoji_counts_whole(client, sign_in, length):
    password = ("котельная №7 🔥 " * 20)[:length]
    assert change(sign_in(UserFactory(username="reader")), password).status_code == 302
    assert client.post("/login/", {"login": "reader", "password": password[:-1]}).status_code == 200
    assert client.post("/login/", {"login": "reader", "password": password}).status_code == 302


def test_no_kinds_of_characters_are_demanded(sign_in):
    assert change(sign_in("employee"), "семь труб идут домой").status_code == 302


def test_letters_typed_in_two_parts_are_the_same_password(client, sign_in):
    change(sign_in(UserFactory(username="reader")), "троллейбус у котельной")
    apart = "троллеи\u0306бус у котельнои\u0306"
    assert client.post("/login/", {"login": "reader", "password": apart}).status_code == 302


def test_a_change_ends_the_other_sessions_and_keeps_this_one(sign_in):
    user = UserFactory()
    here, elsewhere = sign_in(user), sign_in(user)
    change(here, "семь труб идут домой")
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    assert user.sessions.count() == 1


def test_until_a_forced_change_nothing_else_opens(sign_in):
    client = sign_in(UserFactory(must_change_password=True))
    for path in ("/", "/me/", "/admin/", "/media/x.jpg"):
        assert client.get(path).headers["Location"] == "/me/password/", path
    change(client, "семь труб идут домой")
    assert client.get("/me/").status_code == 200


def test_nothing_stops_pasting(client):
    page = client.get("/login/").text
    assert "onpaste" not in page and 'autocomplete="current-password"' in page


def test_production_hashes_with_scrypt(settings):
    from portal.settings import PASSWORD_HASHERS

    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    user = User(username="x")
    user.set_password("семь труб идут домой")
    assert identify_hasher(user.password).algorithm == "scrypt"


def test_the_old_password_is_asked_for(sign_in):
    assert change(sign_in("employee"), "семь труб идут домой", old="wrong").status_code == 200


def test_signed_out_one_changes_nothing():
    assert Client().post("/me/password/", {}).headers["Location"].startswith("/login/")
