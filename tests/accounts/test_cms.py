"""Accounts in the CMS: who manages them, what is asked for, what an administrator does for a person."""

import pytest
from django.test import Client

from accounts.factories import UserFactory
from accounts.models import User
from accounts.roles import Role

pytestmark = pytest.mark.django_db
ACCOUNT = {"username": "200300", "first_name": "Нина", "last_name": "Котова", "email": "", "is_active": "on"}
PASSWORD = "семь вёрст до котельной"


def test_an_administrator_makes_an_account_without_e_mail_and_the_person_must_change_the_password(sign_in):
    groups = [Role.EMPLOYEE.group().pk]
    form = {**ACCOUNT, "password1": PASSWORD, "password2": PASSWORD, "must_change_password": "on", "groups": groups}
    assert sign_in("admin").post("/admin/users/new/", form).status_code == 302
    client = Client()
    client.post("/login/", {"login": "200300", "password": PASSWORD})
    assert client.get("/").headers["Location"] == "/me/password/"
    assert User.objects.get(username="200300").email is None


def test_the_form_of_a_new_account_asks_for_a_change_of_password(sign_in):
    form = sign_in("admin").get("/admin/users/new/").context["form"]
    assert form["must_change_password"].value() is True


@pytest.mark.parametrize(
    "wrong", [{"username": "Котова"}, {"username": "a@b"}, {"username": "TAKEN"}, {"email": "Taken@teplo.example"}]
)
def test_a_wrong_login_or_a_taken_one_is_refused(sign_in, wrong):
    UserFactory(username="taken", email="taken@teplo.example")
    form = {**ACCOUNT, "password1": PASSWORD, "password2": PASSWORD, **wrong}
    answer = sign_in("admin").post("/admin/users/new/", form)
    assert answer.status_code == 200
    assert User.objects.filter(last_name="Котова").count() == 0


def test_a_weak_password_is_refused_in_the_cms_too(sign_in):
    form = {**ACCOUNT, "password1": "Тепло-2026", "password2": "Тепло-2026"}
    assert "Это слово знают все" in sign_in("admin").post("/admin/users/new/", form).text


def test_a_password_set_by_an_administrator_has_to_be_changed(sign_in):
    user = UserFactory(username="200300", first_name="Нина", last_name="Котова")
    sign_in("admin").post(f"/admin/users/edit/{user.pk}/", {**ACCOUNT, "password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.must_change_password and user.check_password(PASSWORD)


@pytest.mark.parametrize("role", ["employee", "hr", "press", "jury"])
def test_only_administrators_manage_accounts(sign_in, role):
    user = UserFactory()
    client = sign_in(role)
    for path in ("/admin/users/", f"/admin/users/edit/{user.pk}/", f"/admin/users/{user.pk}/end-sessions/"):
        assert client.get(path).status_code in {302, 403}, path
    assert client.post(f"/admin/users/{user.pk}/end-sessions/").status_code in {302, 403}


def test_an_administrator_ends_a_persons_sessions(sign_in):
    user = UserFactory(role=Role.EMPLOYEE)
    person, admin = sign_in(user), sign_in("admin")
    assert "/end-sessions/" in admin.get(f"/admin/users/edit/{user.pk}/").text
    assert "на всех устройствах" in admin.get(f"/admin/users/{user.pk}/end-sessions/").text
    assert person.get("/me/").status_code == 200
    admin.post(f"/admin/users/{user.pk}/end-sessions/")
    assert person.get("/me/").status_code == 302


def test_an_administrator_who_is_no_superuser_touches_no_superuser(sign_in):
    chief = UserFactory(is_superuser=True)
    assert sign_in("admin").get(f"/admin/users/{chief.pk}/end-sessions/").status_code in {302, 403}


def test_a_closed_account_is_out_at_the_next_request(sign_in):
    user = UserFactory(username="200300", role=Role.EMPLOYEE)
    person = sign_in(user)
    assert person.get("/me/").status_code == 200
    sign_in("admin").post(f"/admin/users/edit/{user.pk}/", {**ACCOUNT, "is_active": ""})
    assert person.get("/me/").headers["Location"] == "/login/?next=/me/"
    assert user.sessions.count() == 0


def test_no_picture_is_uploaded_beside_the_portrait(sign_in):
    page = sign_in("press").get("/admin/account/")
    assert (
        'name="name_email-first_name"' in page.content.decode() and 'name="avatar-avatar"' not in page.content.decode()
    )
