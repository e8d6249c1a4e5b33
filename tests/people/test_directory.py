"""The wall with its filters, the phone book, the units, and whom to congratulate."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from people import bulk
from people.factories import EmployeeFactory, unit
from people.models import Congratulation, Employee, Purpose
from tests.counting import cold_queries
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    EmployeeFactory(
        surname="Ковалёв", post="Слесарь", post__town="Майкоп", post__units=("Сети", "Участок 1"), shown=True
    )
    EmployeeFactory(
        surname="Шаповалова",
        post="Мастер",
        post__town="Майкоп",
        post__units=("Сети", "Участок 2"),
        helps_with="сваркой",
    )
    EmployeeFactory(
        surname="Берёзкина",
        post="Мастер",
        post__units=("Бухгалтерия",),
        hired_on=timezone.localdate() - timedelta(days=3),
    )


def surnames(response) -> list[str]:
    return [person.surname for person in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Берёзкина", "Ковалёв", "Шаповалова"]),
        ("town=Майкоп", ["Ковалёв", "Шаповалова"]),
        ("town=Майкоп&position=Мастер", ["Шаповалова"]),
        ("help=сваркой", ["Шаповалова"]),
        ("new=1", ["Берёзкина"]),
        ("photo=1", ["Ковалёв"]),
        ("q=мастер&town=Майкоп", ["Шаповалова"]),
        ("q=мастре", ["Берёзкина", "Шаповалова"]),
        ("unit=нет-такого&town=Майкоп", ["Ковалёв", "Шаповалова"]),
        ("q=ъъъ", []),
        ("page=99", ["Берёзкина", "Ковалёв", "Шаповалова"]),
    ],
)
def test_a_filter_is_its_address(staff, sign_in, query, expected):
    assert surnames(sign_in("employee").get(f"/people/?{query}")) == expected


def test_a_unit_holds_those_of_the_units_below_it(staff, sign_in):
    above = unit("Сети").slug
    assert surnames(sign_in("employee").get(f"/people/?unit={above}")) == ["Ковалёв", "Шаповалова"]


def test_counts_say_what_choosing_more_would_give(staff, sign_in):
    facets = sign_in("employee").get("/people/?town=Майкоп&position=Мастер").context["facets"]
    assert {town.value: town.count for town in facets.towns} == {"Майкоп": 1, "Тихорецк": 1}
    assert {position.value: position.count for position in facets.positions} == {"Слесарь": 1, "Мастер": 1}
    assert {choice.label.strip(): choice.count for choice in facets.units} == {
        "Бухгалтерия": 0,
        "Сети": 1,
        "Участок 1": 0,
        "Участок 2": 1,
    }
    assert (facets.new, facets.photo) == (0, 0)
    assert [(topic.label, topic.count) for topic in facets.topics] == [("сваркой", 1)]


def test_what_is_understood_otherwise_is_said(staff, sign_in):
    assert "по запросу «ковалев»" in read(sign_in("employee").get("/people/?q=кавалев"))


def test_the_live_filter_gets_the_form_alone_and_never_instead_of_the_page(staff, sign_in):
    reader = sign_in("employee")
    fragment = reader.get("/people/?town=Майкоп", headers={"X-Fragment": "1"}).content.decode()
    assert "Ковалёв" in fragment and "<html" not in fragment
    assert "<html" in reader.get("/people/?town=Майкоп").content.decode()


def test_the_wall_a_filter_and_a_unit_take_the_same_queries_for_few_and_many(staff, sign_in):
    reader, slug = sign_in("employee"), unit("Сети").slug
    EmployeeFactory(shown=True, post__units=("Сети",), post__is_head=True)
    EmployeeFactory(shown=True, post__units=("Сети", "Участок 1"), post__is_head=True)
    addresses = ["/people/", "/people/?town=Майкоп", "/people/units/", f"/people/units/{slug}/"]
    few = [len(cold_queries(reader, address)) for address in addresses]
    EmployeeFactory.create_batch(
        40, shown=True, post__town="Майкоп", post__units=("Сети", "Участок 1"), post__is_head=True
    )
    many = [len(cold_queries(reader, address)) for address in addresses]
    assert few == many
    assert max(many) <= 26


def test_a_filter_is_kept_and_a_change_of_people_makes_it_anew(staff, sign_in):
    reader = sign_in("employee")
    reader.get("/people/?town=Майкоп")
    assert len(cold_queries(reader, "/people/?town=Майкоп")) <= 3
    Employee.objects.get(surname="Ковалёв").delete()
    EmployeeFactory(surname="Новиков", post__town="Майкоп")
    assert surnames(reader.get("/people/?town=Майкоп")) == ["Новиков", "Шаповалова"]


def test_the_phone_book_is_a_table_of_the_filter_without_formulas(staff, sign_in):
    EmployeeFactory(surname="=1+1", phone="+7 900", post__town="Майкоп")
    answer = sign_in("hr").get("/people/book.xlsx?town=Майкоп")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert cells["=1+1"] == "s" and cells["+7 900"] == "s"
    assert "Берёзкина" not in cells


def test_the_phone_book_holds_no_birthday_and_is_recorded(staff, sign_in, caplog):
    EmployeeFactory(surname="Ким", birth_date="1980-04-17", consents=[Purpose.BIRTHDAY])
    with caplog.at_level("INFO", "teplo.audit"):
        page = read(sign_in("hr").get("/people/book/"))
    assert "Ким" in page and "1980" not in page and "17 апреля" not in page
    assert any("personal-data-taken" in line and "Ким" not in line for line in caplog.messages)


def test_the_tree_shows_heads_and_how_many_work_below(staff, sign_in):
    EmployeeFactory(surname="Главный", post="Начальник", post__units=("Сети",), post__is_head=True)
    answer = sign_in("employee").get("/people/units/")
    assert "Виктор Главный" in read(answer) and "Участок 2" in read(answer)
    roots = {branch.unit.name: branch.count for branch in answer.context["branches"]}
    assert roots == {"Бухгалтерия": 1, "Сети": 3}


def test_a_unit_shows_its_head_its_parts_its_towns_and_its_people(staff, sign_in):
    EmployeeFactory(surname="Главный", post="Начальник", post__units=("Сети",), post__is_head=True)
    answer = sign_in("employee").get(f"/people/units/{unit('Сети').slug}/")
    assert [head.surname for head in answer.context["heads"]] == ["Главный"]
    assert answer.context["towns"] == [("Майкоп", 2), ("Тихорецк", 1)]
    assert surnames(answer) == ["Главный", "Ковалёв", "Шаповалова"]
    assert "Участок 1" in read(answer)


def test_a_leaver_is_in_no_unit_and_in_no_count(staff, sign_in):
    Employee.objects.filter(surname="Ковалёв").update(left_on="2020-01-01")
    answer = sign_in("employee").get(f"/people/units/{unit('Сети').slug}/")
    assert surnames(answer) == ["Шаповалова"]
    assert {branch.unit.name: branch.count for branch in answer.context["branches"]} == {"Участок 1": 0, "Участок 2": 1}


def test_a_colleague_is_congratulated_once_however_often_one_presses_and_sees_by_whom(sign_in):
    theirs, client = sign_in("employee"), sign_in("employee")
    new = EmployeeFactory(hired_on=timezone.localdate(), user_id=theirs.session["_auth_user_id"])
    me = EmployeeFactory(surname="Сердечный", user_id=client.session["_auth_user_id"])
    for _ in range(2):
        client.post(f"/people/today/{new.slug}/", {"occasion": "newcomer"})
    assert Congratulation.objects.filter(employee=new, by=me).count() == 1
    assert "Вы поздравили" in read(client.get("/people/today/"))
    assert "Вас поздравили" in read(theirs.get("/people/today/")) and "Сердечный" in read(theirs.get("/people/today/"))


def test_nobody_congratulates_oneself(sign_in):
    client = sign_in("employee")
    me = EmployeeFactory(hired_on=timezone.localdate(), user_id=client.session["_auth_user_id"])
    client.post(f"/people/today/{me.slug}/", {"occasion": "newcomer"})
    assert not Congratulation.objects.exists()


@pytest.mark.parametrize("occasion", ["birthday", "anniversary", "newcomer", "", "x"])
def test_without_an_occasion_today_there_is_nothing_to_congratulate_on(sign_in, occasion):
    client = sign_in("employee")
    EmployeeFactory(user_id=client.session["_auth_user_id"])
    other = EmployeeFactory(birth_date="1980-04-17" if timezone.localdate().month != 4 else "1980-05-17")
    client.post(f"/people/today/{other.slug}/", {"occasion": occasion})
    assert not Congratulation.objects.exists()


def test_a_birthday_without_consent_is_in_no_list_and_not_to_be_guessed_by_congratulating(sign_in):
    secret = EmployeeFactory(surname="Тайный", birth_date=timezone.localdate().replace(year=1980, day=1))
    client = sign_in("employee")
    EmployeeFactory(user_id=client.session["_auth_user_id"])
    assert "Тайный" not in read(client.get("/people/today/"))
    client.post(f"/people/today/{secret.slug}/", {"occasion": "birthday"})
    assert not Congratulation.objects.exists()


def test_copying_the_staff_list_page_by_page_is_slowed_down_and_recorded(sign_in, monkeypatch, caplog):
    monkeypatch.setattr(bulk, "MOST_PER_MINUTE", 5)
    people = EmployeeFactory.create_batch(8)
    reader = sign_in("employee")
    with caplog.at_level("INFO", "teplo.audit"):
        statuses = [reader.get(person.get_absolute_url()).status_code for person in people]
    assert statuses == [200] * 5 + [429] * 3
    assert reader.get(people[0].get_absolute_url()).status_code == 200  # seen already
    assert sum("profiles-in-bulk" in line for line in caplog.messages) == 1
    assert sign_in("employee").get(people[0].get_absolute_url()).status_code == 200
