"""The audit log: one line an event, who and from where, nothing forged, no secret."""

import logging

import pytest
from django.conf import settings
from django.core.management import call_command

from accounts.audit import quoted
from accounts.factories import UserFactory
from accounts.roles import Role

pytestmark = pytest.mark.django_db


def test_signing_in_and_out_is_recorded(client, audit_lines):
    UserFactory(username="reader")
    client.post("/login/", {"login": "reader", "password": "teplo-demo"}, REMOTE_ADDR="10.0.0.7")
    client.post("/logout/", REMOTE_ADDR="10.0.0.7")
    assert audit_lines()[-2:] == [
        'signed-in account="reader" by="reader" from="10.0.0.7"',
        'signed-out account="reader" by="reader" from="10.0.0.7"',
    ]


def test_a_forged_login_stays_on_one_line(client, audit_lines):
    client.post("/login/", {"login": 'x"\r\n2026 signed-in\x1b[31m\u202eadmin', "password": "s3cret"})
    line = audit_lines()[-1]
    assert line == (
        'sign-in-failed account="x\\"\\u000d\\u000a2026 signed-in\\u001b[31m\\u202eadmin" by="-" from="127.0.0.1"'
    )


def test_no_password_is_ever_recorded(client, sign_in, audit_lines):
    UserFactory(username="reader")
    client.post("/login/", {"login": "reader", "password": "secret-of-mine"})
    new = "семь труб идут домой"
    form = {"old_password": "teplo-demo", "new_password1": new, "new_password2": new}
    sign_in(UserFactory(username="other")).post("/me/password/", form)
    assert 'password-changed account="other" by="other" from="127.0.0.1"' in audit_lines()
    assert not any("secret-of-mine" in line or "семь труб" in line for line in audit_lines())


def test_changes_of_rights_name_who_made_them(sign_in, audit_lines):
    user = UserFactory(username="200300", first_name="Нина", last_name="Котова", role=Role.EMPLOYEE)
    admin = UserFactory(username="chief", role=Role.ADMIN)
    form = {"username": "200300", "first_name": "Нина", "last_name": "Котова", "is_superuser": "on"}
    form["groups"] = [Role.PRESS.group().pk]
    sign_in(admin).post(f"/admin/users/edit/{user.pk}/", form)
    written = " | ".join(audit_lines())
    for event in ("account-closed", "superuser-given", "group-given", "group-taken"):
        assert f'{event} account="200300"' in written
    assert written.count('by="chief" from="127.0.0.1"') >= 4


def test_a_groups_rights_and_second_factors_are_recorded(second_factor, audit_lines):
    Role.JURY.group().permissions.clear()
    user, _code = second_factor(UserFactory(username="press"))
    user.authenticator_set.all().delete()
    written = " | ".join(audit_lines())
    assert 'group-permissions-changed group="Жюри"' in written
    assert 'second-factor-added account="press" kind="totp"' in written
    assert 'second-factor-removed account="press" kind="totp"' in written


def test_a_start_that_changes_nothing_records_nothing(audit_lines):
    call_command("setup", verbosity=0)
    assert audit_lines() == []


def test_a_line_carries_the_time_zone():
    line = settings.LOGGING["formatters"]["line"]
    formatter = logging.Formatter(line["format"], line["datefmt"])
    record = logging.makeLogRecord({"name": "teplo.audit", "msg": "signed-in", "levelname": "INFO"})
    assert formatter.format(record)[19] in "+-"


def test_a_long_value_is_cut():
    assert len(quoted("я" * 5000)) == 202
