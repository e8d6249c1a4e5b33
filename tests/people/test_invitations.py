"""One-use invitations: made by HR on paper, used by a person without e-mail, taken back, guessed at."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import invitations
from accounts.factories import UserFactory
from accounts.models import Invitation, User
from accounts.roles import Role
from people.factories import EmployeeFactory, unit
from people.invitations import printing
from people.models import Employee, InvitationSheet
from tests.reading import read

PASSWORD = "тёплые трубы в январе"


def invite(person: Employee) -> str:
    return invitations.invite([person.number], by=None)[person.number]


def set_password(client, code: str, password: str = PASSWORD):
    return client.post(f"/login/invite/{code}/", {"new_password1": password, "new_password2": password})


@given(st.text(invitations.ALPHABET, min_size=16, max_size=16))
def test_a_code_is_the_same_however_it_is_typed(code):
    typed = f" {invitations.in_groups(code).lower()} "
    assert invitations.digest(typed) == invitations.digest(code)


@pytest.mark.django_db
def test_an_invited_employee_sets_a_password_and_is_in(client):
    person = EmployeeFactory(number="100200")
    code = invite(person)
    client.get(f"/login/invite/{code}/")
    client.get(f"/login/invite/{code}/")  # looking uses nothing up
    assert set_password(client, code).url == "/"
    person.refresh_from_db()
    assert person.user.username == "100200" and person.user.check_password(PASSWORD)
    assert [group.name for group in person.user.groups.all()] == [Role.EMPLOYEE.label]
    assert client.get("/people/").status_code == 200


@pytest.mark.django_db
def test_the_code_typed_by_hand_leads_to_the_same_page(client):
    code = invite(EmployeeFactory())
    answer = client.post("/login/invite/", {"code": invitations.in_groups(code).lower()})
    assert answer.url == f"/login/invite/{code}/"


@pytest.mark.django_db
def test_used_expired_revoked_and_wrong_codes_get_one_answer(client):
    used, expired, revoked, replaced = (EmployeeFactory() for _ in range(4))
    codes = [invite(person) for person in (used, expired, revoked, replaced)]
    set_password(client, codes[0])
    client.logout()
    Invitation.objects.filter(login=expired.number).update(valid_till=timezone.now() - timedelta(seconds=1))
    Invitation.objects.filter(login=revoked.number).update(revoked_at=timezone.now())
    invite(replaced)
    answers = [set_password(client, code) for code in (*codes, "WRONG")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r'value="[^"]*"', "", read(answer)) for answer in answers}) == 1
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_guessing_codes_is_slowed_down(client):
    statuses = [client.get(f"/login/invite/WRONG{number}/").status_code for number in range(45)]
    assert 429 in statuses
    assert client.get("/login/invite/WRONG/")["Retry-After"]


@pytest.mark.django_db
def test_of_two_who_use_a_code_at_once_one_gets_in():
    invitation = invitations.find(invite(EmployeeFactory()))
    assert [invitations.use(invitation), invitations.use(invitation)] == [True, False]


@pytest.mark.django_db
def test_a_leaver_is_not_let_in(client):
    person = EmployeeFactory()
    code = invite(person)
    Employee.objects.filter(pk=person.pk).update(left_on=timezone.localdate() - timedelta(days=1))
    assert set_password(client, code).status_code == 404


@pytest.mark.django_db
def test_a_weak_password_is_refused_and_the_code_stays(client):
    code = invite(EmployeeFactory(number="100200"))
    assert "new_password2" in set_password(client, code, "100200").context["form"].errors
    assert set_password(client, code).status_code == 302


@pytest.mark.django_db
def test_lost_access_comes_back_other_sessions_end_and_the_second_factor_is_still_asked(client, sign_in, settings):
    user = UserFactory(username="100200", role=Role.HR)
    other = sign_in(user)
    person = EmployeeFactory(number="100200", user=user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "A" * 32})
    answer = set_password(client, invite(person))
    assert answer.url.startswith("/login/code/")
    assert client.get("/people/").status_code == 302
    assert other.get("/people/").status_code == 302


@pytest.mark.django_db
def test_hr_prints_a_sheet_of_a_unit_with_everybody_who_has_no_way_in(sign_in):
    EmployeeFactory(surname="Безпочтов", post__units=("Сети", "Участок"))
    EmployeeFactory(surname="Вошедший", post__units=("Сети",), user=UserFactory())
    EmployeeFactory(surname="Чужой", post__units=("Бухгалтерия",))
    hr = sign_in("hr")
    hr.post("/admin/people/invitations/", {"unit": unit("Сети").pk, "whom": "new"})
    sheet = InvitationSheet.objects.get()
    printing.make.func(sheet.pk)
    answer = hr.get(f"/admin/people/invitations/{sheet.pk}/sheet/")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"%PDF-")
    assert Invitation.objects.usable().count() == 1
    assert "Использовано 0 из 1" in read(hr.get("/admin/people/invitations/"))


@pytest.mark.django_db
def test_a_sheet_holds_name_code_and_address_and_the_database_no_code(sign_in, monkeypatch, caplog):
    person = EmployeeFactory(surname="Безпочтов", number="100200")
    seen = {}
    monkeypatch.setattr(printing, "_printed", lambda html: seen.setdefault("html", html) and ("html", html.encode()))
    hr = sign_in("hr")
    with caplog.at_level("DEBUG"):
        hr.post(f"/admin/people/invitations/for/{person.pk}/")
        printing.make.func(InvitationSheet.objects.get().pk)
    code = re.search(r'class="code">([A-Z0-9-]+)<', seen["html"])[1]
    assert "Безпочтов" in seen["html"] and "100200" in seen["html"] and "<svg" in seen["html"]
    assert invitations.find(code).login == "100200"
    plain = code.replace("-", "")
    assert plain not in str(list(Invitation.objects.values())) + str(list(InvitationSheet.objects.values()))
    assert plain not in caplog.text and code not in caplog.text


@pytest.mark.django_db
def test_a_sheet_is_for_the_one_who_made_it_and_for_an_hour(sign_in):
    person = EmployeeFactory()
    hr = sign_in("hr")
    hr.post(f"/admin/people/invitations/for/{person.pk}/")
    sheet = InvitationSheet.objects.get()
    printing.make.func(sheet.pk)
    address = f"/admin/people/invitations/{sheet.pk}/sheet/"
    assert sign_in("hr").get(address).status_code == 404
    assert sign_in("press").get(address).status_code in {302, 403}
    file = InvitationSheet.objects.get().file
    assert hr.get(f"/media/{file}").status_code == 404
    InvitationSheet.objects.update(made_at=timezone.now() - timedelta(hours=2))
    printing.forget_files()
    assert hr.get(address).status_code == 404 and not default_storage.exists(file)


@pytest.mark.django_db
def test_a_lost_sheet_is_taken_back(sign_in, client):
    person = EmployeeFactory()
    hr = sign_in("hr")
    hr.post(f"/admin/people/invitations/for/{person.pk}/")
    sheet = InvitationSheet.objects.get()
    code = invitations.invite([person.number], by=None, batch=sheet.batch)[person.number]
    hr.post(f"/admin/people/invitations/{sheet.pk}/revoke/")
    assert set_password(client, code).status_code == 404


@pytest.mark.django_db
def test_a_unit_where_everybody_is_in_says_so_at_the_field(sign_in):
    EmployeeFactory(post__units=("Сети",), user=UserFactory())
    page = sign_in("hr").post("/admin/people/invitations/", {"unit": unit("Сети").pk, "whom": "new"})
    assert "у всех уже есть вход" in read(page)
    assert not InvitationSheet.objects.exists()
