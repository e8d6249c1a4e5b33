"""Every form refuses a POST without our token, and no address changes anything by GET or HEAD."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import get_resolver

from accounts import urls
from accounts.factories import UserFactory
from accounts.models import Session, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db
ADDRESSES = sorted({"/" + str(pattern.pattern) for pattern in urls.urlpatterns if "<" not in str(pattern.pattern)})


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_post_without_the_token_is_refused(path, signed_in):
    client = Client(enforce_csrf_checks=True)
    if signed_in:
        client.force_login(UserFactory(role=Role.ADMIN))
    assert client.post(path, {"login": "x", "password": "y"}).status_code == 403
    foreign = client.post(path, {"csrfmiddlewaretoken": "x" * 64}, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403 and "Форма устарела" in foreign.text


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(method):
    user = UserFactory(role=Role.ADMIN)
    client = Client()
    client.force_login(user)
    client.get("/me/")
    before = _state()
    for path in [*ADDRESSES, f"/admin/users/{user.pk}/end-sessions/", f"/admin/users/{user.pk}/reset-second-factor/"]:
        getattr(client, method)(path)
    assert _state() == before
    assert client.get("/me/").status_code == 200


def _state():
    accounts = list(User.objects.order_by("pk").values("pk", "password", "is_active", "must_change_password", "email"))
    return accounts, Session.objects.count(), list(Group.objects.order_by("pk").values_list("name", "permissions"))


def test_no_page_of_the_library_is_reachable_that_we_do_not_use():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in names if name.startswith("account_")} == {"account_login", "account_reauthenticate"}
    assert not any("signup" in name for name in names)
