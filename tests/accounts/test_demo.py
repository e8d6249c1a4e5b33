"""Demo accounts: with DEMO=1 they open the portal, with DEMO=0 nothing."""

from dataclasses import replace

import pytest
from django.core.management.base import CommandError
from django.test import Client

from accounts import demo, setup
from accounts.models import User
from portal.demo import Demo

pytestmark = pytest.mark.django_db
DEMO = Demo(66, 10, 1)


@pytest.mark.parametrize("login", ["reader", "hr", "press", "jury", "admin"])
def test_each_demo_account_signs_in(client, login):
    demo.load(DEMO)
    assert client.post("/login/", {"login": login, "password": "teplo-demo"}).status_code == 302
    assert client.get("/me/").status_code == 200


def test_loading_again_changes_nothing():
    demo.load(DEMO)
    before = list(User.objects.order_by("pk").values())
    demo.load(DEMO)
    assert list(User.objects.order_by("pk").values()) == before


def test_the_demo_is_refused_without_demo(settings):
    settings.ENV = replace(settings.ENV, demo=False)
    with pytest.raises(CommandError):
        demo.load(DEMO)
    assert not User.objects.exists()


def test_a_start_without_demo_closes_what_the_demo_made_and_nothing_else(settings):
    User.objects.create_user("own", password="teplo-demo")
    demo.load(DEMO)
    settings.ENV = replace(settings.ENV, demo=False)
    setup.ensure()
    assert Client().post("/login/", {"login": "admin", "password": "teplo-demo"}).status_code == 200
    assert list(User.objects.filter(is_active=True).values_list("username", flat=True)) == ["own"]


def test_the_next_start_with_demo_opens_them_again(settings):
    demo.load(DEMO)
    demo.close()
    demo.load(DEMO)
    assert Client().post("/login/", {"login": "admin", "password": "teplo-demo"}).status_code == 302
