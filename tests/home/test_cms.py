"""What the CMS offers: sections in the menu, files for those who write."""

import pytest
from django.urls import reverse

from accounts.factories import UserFactory
from accounts.roles import Role
from home.models import DayLine
from portal.sections import root_page

pytestmark = pytest.mark.django_db


def test_the_press_finds_its_sections_in_the_menu(sign_in):
    dashboard = sign_in("press").get("/admin/").content.decode()
    assert "news-newsindexpage" in dashboard
    assert "magazine-magazinepage" in dashboard


def test_hr_has_no_sections_in_the_menu(sign_in):
    assert "news-newsindexpage" not in sign_in("hr").get("/admin/").content.decode()


@pytest.mark.parametrize(("role", "answer"), [("press", 200), ("hr", 200), ("admin", 200), ("employee", 403)])
def test_who_writes_may_add_pictures(sign_in, role, answer):
    assert sign_in(role).get(reverse("wagtailimages:add_multiple")).status_code == answer


@pytest.mark.parametrize(("role", "answer"), [("press", 200), ("hr", 302)])
def test_the_press_sets_the_temperatures_of_the_day(sign_in, role, answer):
    line = DayLine.objects.create(outdoor=1)
    address = reverse("wagtailsettings:edit", args=["home", "dayline", line.pk])
    assert sign_in(role).get(address).status_code == answer


def test_administrators_may_change_every_page():
    admin = UserFactory(role=Role.ADMIN)
    rights = root_page().permissions_for_user(admin)
    assert rights.can_edit()
    assert rights.can_publish()
