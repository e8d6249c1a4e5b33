"""Lost access by telephone: HR calls a number it knows and reads out a code that stands for an hour."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.models import Invitation, RestoreRequest
from accounts.roles import Role
from people.factories import EmployeeFactory
from people.importing.applying import dismiss_leavers
from people.models import Employee
from tests.counting import cold_queries
from tests.reading import read

pytestmark = pytest.mark.django_db
MOBILE = "+7 900 000-11-47"
CODE = re.compile(r"\d{4}-\d{4}-\d{4}")
NEW = {"new_password1": "семь труб под снегом", "new_password2": "семь труб под снегом"}


@pytest.fixture
def hr(sign_in):
    return sign_in("hr")


def asked_by(person) -> str:
    return f"/admin/invitations/requests/{RestoreRequest.objects.create(login=person.number).pk}/"


def test_a_code_read_out_to_a_number_on_record_opens_the_door(hr):
    address = asked_by(EmployeeFactory(number="107", mobile=MOBILE, surname="Гончарова"))
    assert "Ждут звонка, чтобы вернуть доступ: <b>1</b>" in read(hr.get("/admin/"))
    assert "Гончарова" in hr.get("/admin/invitations/requests/").text
    answer = hr.post(address, {"number": MOBILE})
    assert "no-store" in answer["Cache-Control"]
    phone = Client()
    phone.post("/login/invite/", {"code": CODE.search(answer.text)[0].replace("-", " ")})
    assert phone.post("/login/invite/password/", NEW).headers["Location"] == "/"
    assert not RestoreRequest.objects.waiting().exists()
    assert hr.get(address).status_code == 404


def test_the_code_stands_for_an_hour_and_is_kept_nowhere(hr, caplog):
    with caplog.at_level("INFO", "teplo.audit"):
        code = CODE.search(hr.post(asked_by(EmployeeFactory(mobile=MOBILE)), {"number": MOBILE}).text)[0]
    made = Invitation.objects.get()
    assert made.valid_till - made.made_at == timedelta(hours=1)
    told = f"{Invitation.objects.values().get()} {caplog.text}"
    assert "invitation-told" in told
    assert not {code, code.replace("-", ""), MOBILE} & set(re.split(r"[\"' ]", told))


@pytest.mark.parametrize("number", ["", "+7 900 111-11-11"])
def test_without_a_number_of_the_card_there_is_no_code(hr, number):
    hr.post(asked_by(EmployeeFactory(mobile=MOBILE)), {"number": number})
    assert not Invitation.objects.exists()


def test_a_number_that_only_the_person_has_written_is_checked_first(hr, sign_in):
    person = EmployeeFactory(user=UserFactory(role=Role.EMPLOYEE), phone="", mobile="")
    sign_in(person.user).post("/me/profile/", {"mobile": MOBILE})
    address = asked_by(person)
    assert "Номер с его слов" in hr.get(address).text
    hr.post(address, {"number": MOBILE})
    assert not Invitation.objects.exists()
    hr.post(f"{address}mobile/", {"number": MOBILE})
    hr.post(address, {"number": MOBILE})
    assert Invitation.objects.exists()


def test_a_number_written_anew_is_unchecked_again(sign_in):
    person = EmployeeFactory(user=UserFactory(role=Role.EMPLOYEE), phone="", mobile=MOBILE)
    assert person.confirmed_phones == [MOBILE]
    sign_in(person.user).post("/me/profile/", {"mobile": "+7 900 111-11-11"})
    person.refresh_from_db()
    assert person.confirmed_phones == []


def test_hr_helps_neither_an_administrator_nor_a_leaver(hr):
    ruler = EmployeeFactory(mobile=MOBILE, user=UserFactory(role=Role.ADMIN))
    leaver = EmployeeFactory(mobile=MOBILE, left_on=timezone.localdate() - timedelta(days=1))
    dismiss_leavers()
    for person in (ruler, leaver):
        assert hr.post(asked_by(person), {"number": MOBILE}).status_code in {302, 403, 404}
    assert not Invitation.objects.exists()
    assert hr.get("/admin/invitations/requests/").status_code == 200


def test_a_request_that_nobody_made_is_closed(hr):
    hr.post(f"{asked_by(EmployeeFactory())}close/")
    assert not RestoreRequest.objects.waiting().exists()


def test_the_list_takes_the_same_queries_for_few_and_many(hr):
    asked_by(EmployeeFactory())
    hr.get("/admin/invitations/requests/")
    few = len(cold_queries(hr, "/admin/invitations/requests/"))
    for person in EmployeeFactory.create_batch(20):
        asked_by(person)
    assert len(cold_queries(hr, "/admin/invitations/requests/")) == few


def test_a_number_that_hr_writes_is_hrs_again(hr):
    person = EmployeeFactory(mobile=MOBILE, mobile_written_at=timezone.now())
    form = hr.get(f"/admin/snippets/people/employee/edit/{person.pk}/").context["form"]
    posted = {f"posts-{name}": value for name, value in form.formsets["posts"].management_form.initial.items()}
    for line in form.formsets["posts"].forms:
        posted |= {line.add_prefix(name): line[name].value() or "" for name in line.fields}
    posted |= {name: form[name].value() or "" for name in form.fields} | {"mobile": "+7 900 111-11-11"}
    hr.post(f"/admin/snippets/people/employee/edit/{person.pk}/", posted)
    assert Employee.objects.get().confirmed_phones[-1] == "+7 900 111-11-11"
