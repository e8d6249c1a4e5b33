import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.factories import UserFactory
from accounts.roles import Role
from people.factories import EmployeeFactory
from people.models import Employee, Post, Subdivision

pytestmark = pytest.mark.django_db
SAMPLES = settings.BASE_DIR / "tests" / "people" / "samples"
HEADING = "Табельный номер;Сотрудник;Пол;Дата рождения;Подразделение;Должность;Город;Дата увольнения"
VIKTOR = "77;Переверзенцев Виктор Александрович;М;17.04.1980;Филиал «Тихорецкие тепловые сети» / АДС;Слесарь;Тихорецк;"


def run(path, *options):
    """The report, and the exit status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_employees", str(path), *options, stdout=out, stderr=err)
    except SystemExit as refusal:
        return out.getvalue() + err.getvalue(), refusal.code
    return out.getvalue(), 0


@pytest.fixture
def file(tmp_path):
    """`file(row, …)` is a CSV file with these rows."""

    def _file(*rows, heading=HEADING, encoding="utf-8"):
        path = tmp_path / "staff.csv"
        path.write_text("\n".join([heading, *rows]), encoding=encoding)
        return path

    return _file


@pytest.mark.parametrize("name", ["employees_1c.csv", "employees.xlsx"])
def test_the_sample_of_600_makes_the_staff_and_the_tree(name):
    report, status = run(SAMPLES / name)
    assert (status, Employee.objects.count()) == (0, 600)
    assert "Новых 600" in report
    assert Subdivision.objects.get(name="Филиал «Майкопские тепловые сети»").numchild > 1


def test_the_same_people_from_another_file_change_nothing_and_it_says_so():
    run(SAMPLES / "employees_1c.csv")
    report, status = run(SAMPLES / "employees.xlsx")
    assert status == 0
    assert "Изменений нет: 600" in report


def test_managers_may_stand_below_their_people_and_manage_each_other(file):
    row = "{};Иванов Пётр Ильич;М;17.04.1980;АДС;Слесарь;{}"
    heading = "Табельный номер;Сотрудник;Пол;Дата рождения;Подразделение;Должность;Табельный номер руководителя"
    rows = [row.format(number, manager) for number, manager in ((5, 4), (4, 3), (3, ""), (1, 2), (2, 1), (6, 1))]
    assert run(file(*rows, heading=heading))[1] == 0
    managers = dict(Employee.objects.values_list("number", "manager__number"))
    assert managers == {"5": "4", "4": "3", "3": None, "1": "2", "2": "1", "6": "1"}


def test_the_file_with_errors_is_refused_as_a_whole_with_a_line_for_each():
    report, status = run(SAMPLES / "employees_errors.csv")
    assert (status, Employee.objects.count(), Subdivision.objects.count()) == (1, 0, 0)
    assert "строка 3, «Табельный номер», «010000»: этот номер уже есть в строке 2" in report
    assert "строка 5, «Дата рождения», «31.02.1990»: такой даты нет" in report
    assert "строка 9, «Табельный номер руководителя», «999999»" in report
    assert report.count("строка ") - report.count("в строке") == 10


def test_a_changed_post_ends_the_old_one_and_is_reported(file):
    run(file(VIKTOR))
    report, _ = run(file(VIKTOR.replace("Слесарь", "Мастер")))
    assert "должность: Слесарь, АДС → Мастер, АДС" in report
    assert [(post.position, post.until is None) for post in Post.objects.order_by("pk")] == [
        ("Слесарь", False),
        ("Мастер", True),
    ]


@pytest.mark.parametrize("written", ["+7 900 222-33-44", ""])
def test_a_mobile_that_its_person_wrote_or_emptied_stays(file, sign_in, written):
    user = UserFactory(role=Role.EMPLOYEE)
    told = file(f"{VIKTOR};+7 900 111-22-33", heading=f"{HEADING};Мобильный телефон")
    run(told)
    Employee.objects.update(user=user)
    sign_in(user).post("/me/profile/", {"mobile": written})
    report, _ = run(told)
    assert "мобильный" not in report
    assert Employee.objects.get().mobile == written


def test_absence_from_the_file_changes_nothing_and_is_listed(file):
    EmployeeFactory(number="55")
    report, _ = run(file(VIKTOR))
    assert "Нет в файле, оставлены как есть: 1 (55)" in report
    assert Employee.objects.get(number="55").is_working


def test_a_complete_file_without_most_of_the_staff_must_be_confirmed(file):
    EmployeeFactory.create_batch(3)
    report, status = run(file(VIKTOR), "--complete")
    assert (status, Employee.objects.count()) == (1, 3)
    assert "--confirm-leavers" in report
    assert run(file(VIKTOR), "--complete", "--confirm-leavers")[1] == 0
    assert Employee.objects.working().count() == 1


def test_the_demo_company_is_no_staff_of_ours(file):
    EmployeeFactory(number="D0001")
    report, _ = run(file(VIKTOR), "--complete")
    assert Employee.objects.get(number="D0001").is_working
    assert "D0001" not in report


def test_a_dry_run_says_what_would_be_and_writes_nothing(file):
    report, _ = run(file(VIKTOR), "--dry-run")
    assert "Новых 1" in report
    assert not Employee.objects.exists()


def test_whoever_has_left_loses_access_at_once(file, sign_in):
    run(file(VIKTOR))
    employee = Employee.objects.get()
    client = sign_in("employee")
    employee.user_id = client.session["_auth_user_id"]
    employee.save()
    run(file(VIKTOR + "20.11.2026"))
    assert client.get("/people/").status_code == 302


def test_windows_1251_and_commas_are_read_as_well(file):
    path = file(VIKTOR.replace(";", ","), heading=HEADING.replace(";", ","), encoding="cp1251")
    assert run(path)[1] == 0
    assert Employee.objects.get().surname == "Переверзенцев"


def test_a_file_without_a_column_says_nothing_of_it(file):
    run(file("77;Переверзенцев Виктор Александрович;М;17.04.1980;АДС;Слесарь;Тихорецк;01.03.2026"))
    short = "Табельный номер;Сотрудник;Пол;Дата рождения;Подразделение;Должность"
    report, _ = run(file("77;Переверзенцев Виктор Александрович;М;17.04.1980;АДС;Слесарь", heading=short))
    viktor = Employee.objects.get()
    assert "Изменений нет: 1" in report
    assert (str(viktor.left_on), viktor.post.place.town) == ("2026-03-01", "Тихорецк")


def test_an_empty_cell_empties(file):
    run(file("77;Переверзенцев Виктор Александрович;М;17.04.1980;АДС;Слесарь;Тихорецк;01.03.2026"))
    run(file("77;Переверзенцев Виктор Александрович;М;17.04.1980;АДС;Слесарь;Тихорецк;"))
    assert Employee.objects.get().left_on is None


@pytest.mark.parametrize("account_first", [True, False])
def test_an_account_and_its_employee_find_one_another_by_the_number(file, account_first):
    if account_first:
        UserFactory(username="77")
    run(file(VIKTOR))
    if not account_first:
        UserFactory(username="77")
    assert Employee.objects.get().user.username == "77"


def test_a_missing_column_is_named(file):
    report, status = run(file("1;2", heading="Табельный номер;Пол"))
    assert status == 1
    assert "Нет столбца «Сотрудник»." in report


def test_a_missing_file_is_wrong_usage():
    with pytest.raises(CommandError) as refusal:
        run("/nowhere.csv")
    assert refusal.value.returncode == 2


def test_the_report_can_be_read_by_a_program(file):
    assert json.loads(run(file(VIKTOR), "--json")[0])["new"] == ["77"]
