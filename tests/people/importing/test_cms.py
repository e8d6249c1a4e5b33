"""HR loads a file in the CMS: columns, preview, application, report."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.factories import EmployeeFactory
from people.models import Employee, ImportRun
from tests.counting import cold_queries
from tests.people.importing.loads import HEADING, START, row, table
from tests.reading import read

pytestmark = pytest.mark.django_db
State = ImportRun.State
SAMPLES = Path(__file__).parent.parent / "samples"


def test_a_preview_says_who_is_new_and_nothing_is_written_until_it_is_applied(desk):
    desk.upload(row("77"), row("78", "Ким Инна Олеговна"))
    page = read(desk.open())
    assert "Новых 2, изменится 0, уволено 0" in page
    assert "Ким Инна Олеговна" in page
    assert not Employee.objects.exists()
    desk.do("apply/")
    assert desk.run.state == State.APPLIED
    assert set(Employee.objects.values_list("number", flat=True)) == {"77", "78"}
    assert "Загрузка применена" in read(desk.open())


def test_a_preview_shows_old_and_new_of_each_field(desk):
    desk.load(row(phone="11-22"))
    desk.upload(row(phone="33-44", position="Мастер"))
    page = read(desk.open())
    assert "рабочий телефон: <del>11-22</del> → <ins>33-44</ins>" in page
    assert "должность: <del>Слесарь, АДС</del> → <ins>Мастер, АДС</ins>" in page


def test_who_is_absent_is_listed_and_stays(desk):
    EmployeeFactory(number="55", surname="Мирошниченко")
    desk.upload(row())
    assert "Мирошниченко" in read(desk.open("?kind=absent"))
    desk.do("apply/")
    assert Employee.objects.get(number="55").is_working


def test_the_same_file_twice_changes_nothing_and_offers_nothing_to_apply(desk):
    desk.load(row())
    desk.upload(row())
    page = read(desk.open())
    assert "Изменений нет" in page
    assert desk.address("apply/") not in page


def test_a_refused_file_names_row_column_value_and_reason(desk):
    desk.upload(row(position="=cmd|'/c calc'!A1"), row("78", left="31.02.2026"))
    page = read(desk.open())
    assert desk.run.state == State.REFUSED
    assert "Нашлось 2 ошибки" in page
    assert "строка 2" in page
    assert "=cmd|&#x27;/c calc&#x27;!A1" in page
    assert "формула: уберите знак в начале" in page
    assert "такой даты нет" in page
    assert not Employee.objects.exists()


def test_all_errors_of_the_sample_are_counted_and_listed(desk):
    content = (SAMPLES / "employees_errors.csv").read_bytes()
    desk.upload(file=SimpleUploadedFile("errors.csv", content))
    assert desk.run.report["refused"] == desk.run.changes.count() == 10


def test_near_spellings_are_recognised_without_a_question(desk):
    heading = HEADING.replace("Табельный номер", "Табельный ноиер").replace("Подразделение", "Подраздиление")
    desk.upload(file=table(row(), heading=heading))
    assert desk.run.state == State.READY


def test_an_unknown_required_column_is_asked_with_sample_values(desk):
    desk.upload(file=table(row(), heading=HEADING.replace("Должность", "Кем трудится")))
    page = desk.client.get(desk.address(), follow=True)
    assert "Кем трудится — Слесарь" in read(page)
    chosen = {**desk.run.columns, "position": 5}
    desk.do("columns/", **chosen)
    assert desk.run.state == State.READY
    assert "Слесарь, АДС" in read(desk.open())


def test_a_doubtful_column_is_asked_and_may_be_none(desk):
    heading = HEADING.replace("Рабочий телефон", "Телефон на работе")
    desk.upload(file=table(row(phone="11-22"), heading=heading))
    assert desk.run.state == State.ASKED
    desk.do("columns/", **{**desk.run.columns, "phone": ""})
    desk.do("apply/")
    assert Employee.objects.get().phone == ""


def test_a_wrong_answer_about_columns_is_refused_at_its_field_and_the_others_stay(desk):
    desk.upload(file=table(row(), heading=HEADING.replace("Должность", "Кем трудится")))
    answer = desk.do("columns/", **{**desk.run.columns, "town": 7, "position": 0})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors["position"] == ["Этот столбец уже выбран для «Табельный номер»."]
    assert form["town"].value() == "7"
    assert desk.run.state == State.ASKED


def test_columns_may_be_changed_after_the_preview(desk):
    desk.upload(row(phone="11-22"))
    desk.do("columns/", **{**desk.run.columns, "phone": ""})
    desk.do("apply/")
    assert Employee.objects.get().phone == ""


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (SimpleUploadedFile("staff.xls", b"\xd0\xcf\x11\xe0"), "Нужен файл CSV или XLSX"),
        (SimpleUploadedFile("staff.xlsx", b"<html>"), "не соответствует"),
        (SimpleUploadedFile("staff.csv", b"\x00\x01"), "не соответствует"),
    ],
)
def test_what_is_no_table_is_refused_at_the_field_and_the_other_choice_stays(desk, file, reason):
    answer = desk.upload(file=file, complete="on")
    assert answer.status_code == 422
    assert reason in read(answer)
    assert answer.context["form"]["complete"].value() is True
    assert not ImportRun.objects.exists()


def test_a_complete_file_that_lacks_many_needs_a_page_that_names_their_number(desk):
    EmployeeFactory.create_batch(5)
    desk.upload(row(), complete="on")
    assert "Уволить 5 человек?" in read(desk.do("apply/"))
    assert "Уволить 5 человек?" in read(desk.do("apply/", leavers="1"))
    assert Employee.objects.working().count() == 5
    desk.do("apply/", leavers="5")
    assert list(Employee.objects.working().values_list("number", flat=True)) == ["77"]


def test_what_was_confirmed_is_not_more_leavers_than_were_named(desk, django_capture_on_commit_callbacks):
    EmployeeFactory.create_batch(5)
    desk.upload(row(), complete="on")
    with django_capture_on_commit_callbacks(execute=True):
        desk.client.post(desk.address("apply/"), {"leavers": "5"})
    EmployeeFactory()
    desk.post(START)  # lets the worker work
    assert desk.run.state == State.REFUSED
    assert Employee.objects.working().count() == 6


def test_two_loads_are_never_applied_at_once(desk):
    ImportRun.objects.create(
        original_name="1.csv", state=State.APPLYING, lease_until=timezone.now() + timezone.timedelta(hours=1)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.create(original_name="2.csv", state=State.UNDOING)
    desk.upload(row())
    assert "Подождите" in read(desk.client.post(desk.address("apply/"), follow=True))
    assert desk.run.state == State.READY


def test_people_edited_while_the_file_is_compared_are_compared_again(desk, monkeypatch):
    from people.importing import applying

    desk.load(row(phone="11-22"))
    make_plan, edited = applying.make_plan, []

    def edit_meanwhile(*args):
        plan = make_plan(*args)
        if not edited:
            edited.append(True)
            Employee.objects.get().save()
        return plan

    monkeypatch.setattr(applying, "make_plan", edit_meanwhile)
    desk.load(row(phone="33-44"))
    assert (desk.run.state, Employee.objects.get().phone) == (State.APPLIED, "33-44")


def test_the_progress_says_when_it_is_over(desk):
    run = ImportRun.objects.create(
        original_name="staff.csv",
        state=State.APPLYING,
        progress=40,
        owner="w",
        lease_until=timezone.now() + timezone.timedelta(hours=1),
    )
    answer = desk.client.get(f"{START}{run.pk}/progress/")
    assert "40 %" in read(answer)
    assert "X-Over" not in answer
    ImportRun.objects.update(state=State.APPLIED)
    assert desk.client.get(f"{START}{run.pk}/progress/")["X-Over"] == "1"


def test_the_file_lies_under_a_random_name_is_served_to_nobody_and_goes_when_applied(desk, sign_in):
    desk.upload(row())
    file = desk.run.file
    assert "staff" not in file.name
    assert sign_in("admin").get(f"/media/{file.name}").status_code == 404
    name, storage = file.name, file.storage
    desk.do("apply/")
    assert not storage.exists(name)


@pytest.mark.parametrize("role", ["employee", "press", "jury"])
def test_only_hr_loads(desk, sign_in, role):
    desk.upload(row())
    client = sign_in(role)
    for page in ("", "progress/", "columns/", "undo/", "report.csv"):
        assert client.get(desk.address(page)).status_code in (302, 403)
    assert client.post(desk.address("apply/")).status_code in (302, 403)
    assert desk.run.state == State.READY


def test_what_cron_did_is_shown(desk, tmp_path):
    from django.core.management import call_command

    file = tmp_path / "cron.csv"
    file.write_text("\n".join([HEADING, row()]), encoding="utf-8")
    call_command("import_employees", str(file), verbosity=0)
    assert "cron.csv" in read(desk.client.get(START))
    assert "Переверзенцев" in read(desk.open())


def test_a_load_of_many_is_shown_in_as_many_queries_as_of_few(desk):
    desk.upload(*(row(str(number)) for number in range(100, 105)))
    few = len(cold_queries(desk.client, desk.address()))
    desk.upload(*(row(str(number)) for number in range(100, 180)))
    assert len(cold_queries(desk.client, desk.address())) == few
    assert "Страница 1 из 2" in read(desk.open())
