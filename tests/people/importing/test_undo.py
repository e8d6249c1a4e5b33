"""The last load is undone: old values come back, what was built on it since stays and is named."""

import pytest

from accounts.factories import UserFactory
from people.factories import EmployeeFactory
from people.models import Consent, Employee, ImportRun, Post, Purpose, Subdivision
from tests.people.importing.loads import row, table
from tests.reading import read

pytestmark = pytest.mark.django_db


def test_old_values_posts_and_managers_come_back_and_the_person_is_found_by_them(desk):
    desk.load(row(phone="11-22"))
    before = Employee.objects.values().get()
    desk.load(row(phone="33-44", position="Мастер", name="Котов Виктор Александрович"))
    assert Employee.objects.get().surname == "Котов"
    desk.do("undo/")
    assert desk.run.state == ImportRun.State.UNDONE
    assert Employee.objects.values().get() == before
    assert [(post.position, post.until) for post in Post.objects.all()] == [("Слесарь", None)]


def test_people_it_made_go_with_their_units(desk):
    EmployeeFactory(number="55", post__units=("Управление",))
    desk.load(row(unit="Филиал / АДС"))
    desk.do("undo/")
    assert Employee.objects.get().number == "55"
    assert Subdivision.objects.get().name == "Управление"


def test_people_who_have_something_of_their_own_stay_and_are_named(desk):
    desk.load(row("77"), row("78", "Ким Инна Олеговна"), row("79", "Ли Олег Олегович"), row("80", "Цой Пётр Ильич"))
    Consent.objects.create(employee=Employee.objects.get(number="77"), purpose=Purpose.PHOTO)
    Employee.objects.filter(number="78").update(about="Люблю горы")
    theirs = Post.objects.get(employee__number="79")
    Post.objects.create(employee=theirs.employee, position="Мастер", subdivision=theirs.subdivision)
    desk.do("undo/")
    assert set(Employee.objects.values_list("number", flat=True)) == {"77", "78", "79"}
    page = read(desk.open())
    assert "кроме 3 записей" in page
    assert page.count("Остаётся на портале") == 3


def test_what_was_edited_since_is_left_and_named(desk):
    desk.load(row(phone="11-22"))
    desk.load(row(phone="33-44", position="Мастер"))
    Employee.objects.update(phone="55-66")
    desk.do("undo/")
    assert Employee.objects.get().phone == "55-66"
    assert Employee.objects.get().post.position == "Слесарь"
    assert "Изменено после загрузки и оставлено: рабочий телефон." in read(desk.open())


def test_those_it_dismissed_work_again_and_sign_in_again(desk):
    user = UserFactory(username="77")
    desk.load(row())
    desk.load(row(left="20.11.2026"))
    user.refresh_from_db()
    assert not user.is_active
    desk.do("undo/")
    user.refresh_from_db()
    assert user.is_active
    assert Employee.objects.get().is_working


def test_only_the_last_one_that_changed_anything_may_be_undone(desk):
    desk.load(row(phone="11-22"))
    first = desk.address("undo/")
    desk.load(row(phone="33-44"))
    last = desk.address("undo/")
    desk.upload(row(phone="33-44"))
    assert "Отменить можно только последнюю" in read(desk.client.get(first, follow=True))
    assert "Отменить последнюю загрузку?" in read(desk.client.get(last))


def test_a_person_who_is_no_longer_there_is_named(desk):
    desk.load(row(phone="11-22"))
    desk.load(row(phone="33-44"))
    Employee.objects.all().delete()
    desk.do("undo/")
    assert "Этого человека на портале больше нет" in read(desk.open())


def test_the_manager_whom_it_changed_comes_back(desk):
    with_managers = "Табельный номер;Сотрудник;Пол;Дата рождения;Подразделение;Должность;Табельный номер руководителя"
    people = [f"{n};Ким Инна Олеговна;Ж;17.04.1980;АДС;Мастер;" for n in (1, 2)]
    viktor = "77;Котов Виктор Александрович;М;17.04.1980;АДС;Слесарь;"
    for manager in ("1", "2"):
        desk.load(file=table(*people, viktor + manager, heading=with_managers))
    assert Employee.objects.get(number="77").manager.number == "2"
    desk.do("undo/")
    assert Employee.objects.get(number="77").manager.number == "1"
