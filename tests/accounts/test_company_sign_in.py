"""Signing in through the company's OpenID Connect server: the personnel number decides, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.models import User
from accounts.roles import Role
from people.factories import EmployeeFactory
from portal.env.services import Oidc
from tests.accounts.oidc_server import CLIENT_ID, CLIENT_SECRET, OidcServer
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    server = OidcServer()
    settings.ENV = replace(settings.ENV, oidc=Oidc(server.url, CLIENT_ID, CLIENT_SECRET, "tabnum", "Войти по пропуску"))
    app = {"provider_id": "company", "name": "Войти по пропуску", "client_id": CLIENT_ID, "secret": CLIENT_SECRET}
    app["settings"] = {"server_url": server.url, "token_auth_method": "client_secret_post"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.stop()


def come_back(client):
    """To the company's page and back, as a browser goes."""
    leads = client.get("/login/sso/company/").headers["Location"]
    back = httpx.get(leads).headers["location"]
    return client.get(back.partition("testserver")[2])


def is_in(client):
    return client.get("/me/").status_code == 200


def test_the_page_offers_it_only_when_it_is_set(client, server, settings):
    assert "Войти по пропуску" in client.get("/login/").text
    settings.ENV = replace(settings.ENV, oidc=None)
    assert "/login/sso/" not in client.get("/login/").text


def test_an_employee_comes_in_and_gets_an_account(client, server):
    person = EmployeeFactory(number="107")
    assert come_back(client).headers["Location"] == "/"
    assert is_in(client)
    person.refresh_from_db()
    assert person.user.username == "107"
    assert list(person.user.groups.all()) == [Role.EMPLOYEE.group()]


def test_the_account_is_joined_by_number_and_never_by_e_mail(client, server):
    victim = UserFactory(username="chief", email="victim@teplo.example")
    mine = UserFactory(username="my-login")
    EmployeeFactory(number="107", user=mine)
    come_back(client)
    assert client.get("/me/").context["user"] == mine
    victim.refresh_from_db()
    assert victim.last_login is None


def test_a_stranger_a_leaver_and_a_closed_account_are_refused_politely(client, server):
    EmployeeFactory(number="8", left_on=timezone.localdate() - timedelta(days=1))
    EmployeeFactory(number="9", user=UserFactory(username="9", is_active=False))
    for number in ("107", "8", "9", ""):
        server.claims["tabnum"] = number
        answer = come_back(client)
        assert answer.headers["Location"] == "/login/"
        assert "обратитесь в отдел кадров" in read(client.get("/login/")).lower()
        assert not is_in(client)
    assert not User.objects.filter(username__in=["107", "8"]).exists()


def test_the_second_factor_of_the_portal_is_still_asked_for(client, server, second_factor):
    user, _code = second_factor(UserFactory(username="107"))
    EmployeeFactory(number="107", user=user)
    assert come_back(client).headers["Location"] == "/login/code/"
    assert not is_in(client)


@pytest.mark.parametrize("wrong", [{"aud": "other"}, {"iss": "https://evil.example"}, {"exp": 1}])
def test_a_token_for_somebody_else_or_of_somebody_else_or_too_old_opens_nothing(client, server, wrong):
    EmployeeFactory(number="107")
    server.break_with = wrong
    assert come_back(client).headers["Location"] == "/login/"
    assert not is_in(client)


def test_an_answer_nobody_asked_for_opens_nothing(client, server):
    EmployeeFactory(number="107")
    client.get("/login/sso/company/callback/?code=code-0&state=forged")
    assert not is_in(client)


def test_a_dead_server_is_said_and_the_secret_is_in_no_log(client, server, caplog):
    caplog.set_level("DEBUG")
    server.stop()
    assert client.get("/login/sso/company/").headers["Location"] == "/login/"
    assert "не отвечает" in read(client.get("/login/"))
    assert CLIENT_SECRET not in caplog.text
