"""Invitations: one use, one standing per person, one answer to everything wrong, and never a code outside the paper."""

import io
import logging
import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts import invitations
from accounts.factories import UserFactory
from accounts.models import Invitation, User
from accounts.roles import Role
from people.factories import EmployeeFactory
from portal.backups import hooks
from portal.masking import MaskSecrets

pytestmark = pytest.mark.django_db
PASSWORD = "семь труб под снегом"


def code_for(number, by=None):
    return invitations.invite([number], by)[number]


def show(client, code):
    return client.post("/login/invite/", {"code": code})


def choose_password(client, password=PASSWORD):
    return client.post("/login/invite/password/", {"new_password1": password, "new_password2": password})


def come_in(client, code, password=PASSWORD):
    show(client, code)
    return choose_password(client, password)


def test_an_employee_without_an_account_comes_in_and_gets_one(client):
    person = EmployeeFactory(number="K-0107")
    assert show(client, code_for("K-0107")).headers["Location"] == "/login/invite/password/"
    assert choose_password(client).headers["Location"] == "/"
    user = User.objects.get(username="K-0107")
    person.refresh_from_db()
    assert person.user == user
    assert list(user.groups.all()) == [Role.EMPLOYEE.group()]
    assert client.get("/me/").status_code == 200
    assert Client().post("/login/", {"login": "k-0107", "password": PASSWORD}).status_code == 302


def test_the_code_is_long_unambiguous_and_kept_nowhere():
    code = code_for("107")
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{16}", code)
    row = Invitation.objects.values().get()
    assert code not in str(row)
    assert invitations.in_groups(code) not in str(row)


def test_it_may_be_typed_with_spaces_in_small_letters_and_in_cyrillic_look_alikes(client, monkeypatch):
    EmployeeFactory(number="107")
    monkeypatch.setattr(invitations, "_new_code", lambda carrier: "ABCEHKMPTXY23456")
    code_for("107")
    assert show(client, " авсе-hkmp  тху2-3456 ").status_code == 302


def test_the_qr_only_shows_and_its_address_is_told_to_nobody(client):
    EmployeeFactory(number="107")
    code = code_for("107")
    for _ in range(2):
        answer = client.get(f"/login/invite/{code}/")
    assert code in answer.text
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert Invitation.objects.standing().count() == 1
    assert come_in(client, code).headers["Location"] == "/"


def test_wrong_used_revoked_and_expired_codes_and_those_of_leavers_answer_the_same(client):
    for number in ("1", "2", "3", "5"):
        EmployeeFactory(number=number)
    EmployeeFactory(number="4", left_on=timezone.localdate() - timedelta(days=1))
    UserFactory(username="5", is_active=False)
    used, revoked, expired = code_for("1"), code_for("2"), code_for("3")
    come_in(Client(), used)
    code_for("2")
    Invitation.objects.filter(login="3").update(valid_till=timezone.now())
    said = set()
    for code in ("WRONGWRONGWRONG2", used, revoked, expired, code_for("4"), code_for("5"), code_for("nobody")):
        answer = show(client, code)
        said.add((answer.status_code, tuple(answer.context["form"].errors["code"])))
    assert len(said) == 1


def test_guessing_is_braked_by_address(client):
    codes = [f"{number:016}" for number in range(45)]
    statuses = [show(client, code).status_code for code in codes]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_a_new_invitation_revokes_the_old_and_the_database_holds_to_it(client):
    EmployeeFactory(number="k1")
    first, second = code_for("k1"), code_for("K1")
    assert show(client, first).status_code == 200
    assert show(client, second).status_code == 302
    row = Invitation.objects.standing().get()
    row.pk, row.digest = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_claimed_invitation_that_was_revoked_meanwhile_opens_nothing(client):
    EmployeeFactory(number="107")
    show(client, code_for("107"))
    Invitation.objects.all().revoke()
    assert choose_password(client).headers["Location"] == "/login/invite/"
    assert not User.objects.filter(username="107").exists()


def test_an_existing_account_gets_a_new_password_and_its_sessions_end(client, sign_in):
    user = UserFactory(username="107")
    EmployeeFactory(number="107", user=user)
    elsewhere = sign_in(user)
    come_in(client, code_for("107"))
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert elsewhere.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_who_need_not_have_a_second_factor_loses_the_lost_one(client, second_factor):
    user, _code = second_factor(UserFactory(username="107", role=Role.EMPLOYEE))
    EmployeeFactory(number="107", user=user)
    assert come_in(client, code_for("107")).headers["Location"] == "/"
    assert client.get("/me/").status_code == 200


def test_the_second_factor_of_who_must_have_one_is_still_asked_for(client, second_factor, settings):
    settings.ENV = replace(settings.ENV, mfa_required_for=frozenset({"press"}))
    user, code = second_factor(UserFactory(username="107", role=Role.PRESS))
    EmployeeFactory(number="107", user=user)
    assert come_in(client, code_for("107")).headers["Location"] == "/login/code/"
    assert client.get("/me/").status_code == 302
    client.post("/login/code/", {"code": code()})
    assert client.get("/me/").status_code == 200


def test_hr_cannot_let_anybody_into_an_administrators_account(client):
    EmployeeFactory(number="107", user=UserFactory(username="107", role=Role.ADMIN))
    EmployeeFactory(number="108", user=UserFactory(username="108", is_superuser=True))
    hr, admin = UserFactory(role=Role.HR), UserFactory(role=Role.ADMIN)
    assert show(client, code_for("107", hr)).status_code == 200
    assert show(client, code_for("108", admin)).status_code == 200
    assert show(client, code_for("107", admin)).status_code == 302


def test_in_a_restored_portal_no_old_paper_opens(client):
    EmployeeFactory(number="107")
    code = code_for("107")
    hooks.restored.send(sender=None)
    assert show(client, code).status_code == 200


def test_a_weak_password_is_refused_at_the_field_and_the_invitation_stays(client):
    EmployeeFactory(number="107")
    answer = come_in(client, code_for("107"), "teplo2026")
    assert answer.status_code == 200
    assert answer.context["form"].errors["new_password2"]
    assert Invitation.objects.standing().count() == 1


def test_the_code_is_in_no_log(client, caplog):
    EmployeeFactory(number="107")
    code = code_for("107")
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(MaskSecrets())
    caplog.set_level("DEBUG")
    logging.getLogger().addHandler(handler)
    try:
        guarded = Client(enforce_csrf_checks=True)
        guarded.post(f"/login/invite/{code}/", {"code": code})
        client.post(f"/login/invite/{code}/")
        client.get(f"/login/invite/{code}/")
        come_in(client, code)
    finally:
        logging.getLogger().removeHandler(handler)
    assert "invitation-used" in out.getvalue()
    assert "/login/invite/•••" in out.getvalue()
    assert code not in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins(site):
    EmployeeFactory(number="107")
    code = code_for("107")
    clients = [Client(), Client()]
    for client in clients:
        show(client, code)
    barrier, places = threading.Barrier(2), []

    def hurry(client):
        barrier.wait()
        places.append(choose_password(client).headers["Location"])
        connection.close()

    threads = [threading.Thread(target=hurry, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(places) == ["/", "/login/invite/"]
    assert User.objects.filter(username="107").count() == 1
