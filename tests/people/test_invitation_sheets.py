"""HR's sheets: for whom, what is on them, who may have the file and for how long."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import invitations
from accounts.factories import UserFactory
from accounts.models import Invitation
from accounts.roles import Role
from people.factories import EmployeeFactory
from people.invitations import jobs, paper
from people.invitations.jobs import burn_sheets, make_sheet
from people.models import InvitationSheet, Subdivision
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){3}")


@pytest.fixture(autouse=True)
def _data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def audit_lines(caplog):
    caplog.set_level("INFO", logger="teplo.audit")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "teplo.audit"]


@pytest.fixture
def hr(sign_in):
    return sign_in("hr")


def order(client, **asked):
    return client.post("/admin/invitations/", {"whom": "new", **asked})


def made():
    sheet = InvitationSheet.objects.latest("pk")
    make_sheet.call(sheet.pk)
    sheet.refresh_from_db()
    return sheet


def test_a_sheet_is_for_the_unit_and_those_below_it_who_have_never_come_in(hr):
    EmployeeFactory(number="1", post__units=("Сети", "Участок"))
    EmployeeFactory(number="2", post__units=("Сети",), user=UserFactory(username="2"))
    EmployeeFactory(number="3", post__units=("Сети",), user=UserFactory(username="3", last_login=timezone.now()))
    EmployeeFactory(number="4", post__units=("Сбыт",))
    EmployeeFactory(number="5", post__units=("Сети",), left_on=timezone.localdate() - timedelta(days=1))
    EmployeeFactory(number="6", post__units=("Сети",), user=UserFactory(username="6", role=Role.ADMIN))
    EmployeeFactory(number="7", post__units=("Сети",), user=UserFactory(username="7", is_active=False))
    unit = Subdivision.objects.get(name="Сети").pk
    order(hr, subdivision=unit)
    assert set(InvitationSheet.objects.latest("pk").numbers) == {"1", "2"}
    order(hr, subdivision=unit, whom="all")
    assert set(InvitationSheet.objects.latest("pk").numbers) == {"1", "2", "3"}


def test_single_people_are_named_by_number_and_a_wrong_number_loses_nothing_typed(hr):
    EmployeeFactory(number="1")
    answer = order(hr, numbers="1 77")
    assert "77" in answer.context["form"].errors["numbers"][0]
    assert "1 77" in answer.text
    assert order(hr).context["form"].non_field_errors()
    assert order(hr, numbers="1").status_code == 302


def test_the_file_is_a_pdf_for_its_maker_alone_and_for_an_hour(hr, sign_in, audit_lines):
    EmployeeFactory(number="1")
    order(hr, numbers="1")
    sheet = made()
    address = f"/admin/invitations/{sheet.pk}/file/"
    assert b"".join(hr.get(address).streaming_content).startswith(b"%PDF")
    assert sign_in("hr").get(address).status_code == 404
    assert any("invitation-sheet-made" in line for line in audit_lines())
    assert any("invitation-sheet-fetched" in line for line in audit_lines())
    InvitationSheet.objects.update(ready_at=timezone.now() - timedelta(hours=1, minutes=1))
    assert hr.get(address).status_code == 404
    burn_sheets()
    sheet.refresh_from_db()
    assert sheet.state == InvitationSheet.State.GONE


def test_burnt_files_are_off_the_disk(hr, tmp_path):
    EmployeeFactory(number="1")
    order(hr, numbers="1")
    made()
    files = list((tmp_path / "sheets").iterdir())
    assert [file.stat().st_mode & 0o077 for file in files] == [0]
    InvitationSheet.objects.update(ready_at=timezone.now() - timedelta(hours=2))
    burn_sheets()
    assert list((tmp_path / "sheets").iterdir()) == []


def test_without_the_libraries_the_sheet_is_a_page_to_print_whose_codes_work(hr, client, monkeypatch):
    EmployeeFactory(number="1", surname="Христорождественский")
    EmployeeFactory(number="2")
    monkeypatch.setattr(jobs, "pdf", lambda page: None)
    order(hr, numbers="1 2")
    answer = hr.get(f"/admin/invitations/{made().pk}/file/")
    assert "нет библиотек для PDF" in answer.text
    assert "Христорождественский" in answer.text
    codes = CODE.findall(answer.text)
    assert len(set(codes)) == 2
    assert client.post("/login/invite/", {"code": codes[0]}).status_code == 302


def test_the_qr_leads_to_the_door_with_the_code(settings):
    import segno

    person = EmployeeFactory(number="1")
    code = invitations.invite(["1"], None)["1"]
    address = f"{settings.ENV.base_url}/login/invite/{code}/"
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=3, border=0, omitsize=True)
    assert drawn in paper.html([person], {"1": code})


def test_no_row_of_the_database_holds_a_code(hr):
    EmployeeFactory(number="1")
    order(hr, numbers="1")
    assert CODE.search(str(list(DBTaskResult.objects.values()))) is None
    made()
    rows = [*InvitationSheet.objects.values(), *Invitation.objects.values(), *DBTaskResult.objects.values()]
    assert CODE.search(str(rows)) is None


def test_a_worker_that_died_half_way_leaves_no_old_code_standing(hr):
    EmployeeFactory(number="1")
    order(hr, numbers="1")
    made()
    InvitationSheet.objects.update(state=InvitationSheet.State.WAITING)
    made()
    assert Invitation.objects.standing().count() == 1


def test_hr_sees_how_many_came_and_revokes(hr, client):
    EmployeeFactory(number="1", surname="Гончарова")
    order(hr, numbers="1")
    made()
    assert "использовано 0 из 1" in hr.get("/admin/invitations/").text
    assert "Гончарова" in hr.get("/admin/invitations/standing/").text
    hr.post(f"/admin/invitations/{Invitation.objects.get().pk}/revoke/")
    assert "Гончарова" not in hr.get("/admin/invitations/standing/").text


def test_one_persons_access_is_restored_on_a_page_to_print(hr, client):
    person = EmployeeFactory(number="1")
    assert "Восстановить доступ" in hr.get(f"/admin/snippets/people/employee/edit/{person.pk}/").text
    assert not Invitation.objects.exists()
    address = f"/admin/invitations/restore/{person.pk}/"
    assert hr.get(address).status_code == 200
    answer = hr.post(address)
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/login/invite/", {"code": CODE.search(answer.text)[0]}).status_code == 302


def test_hr_restores_neither_an_administrator_nor_a_leaver(hr):
    ruler = EmployeeFactory(number="1", user=UserFactory(username="1", role=Role.ADMIN))
    leaver = EmployeeFactory(number="2", left_on=timezone.localdate() - timedelta(days=1))
    for person in (ruler, leaver):
        assert hr.post(f"/admin/invitations/restore/{person.pk}/").status_code in {302, 403}
    assert not Invitation.objects.exists()


def test_the_lists_ask_the_database_the_same_number_of_times_however_long(hr):
    EmployeeFactory(number="1")
    order(hr, numbers="1")
    made()
    hr.get("/admin/invitations/")
    few = [len(cold_queries(hr, "/admin/invitations/")), len(cold_queries(hr, "/admin/invitations/standing/"))]
    for number in range(2, 12):
        EmployeeFactory(number=str(number))
        order(hr, numbers=str(number))
        make_sheet.call(InvitationSheet.objects.latest("pk").pk)
    assert [len(cold_queries(hr, "/admin/invitations/")), len(cold_queries(hr, "/admin/invitations/standing/"))] == few
