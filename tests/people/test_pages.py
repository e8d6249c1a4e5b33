from datetime import date

import pytest

from people.factories import EmployeeFactory
from people.models import Consent, Purpose
from people.today import faces_of_the_day
from portal.factories import PictureFactory
from tests.reading import read

pytestmark = pytest.mark.django_db


def test_people_are_for_those_who_are_signed_in(client):
    assert client.get("/people/").status_code == 302
    assert client.get(EmployeeFactory().get_absolute_url()).status_code == 302


def test_the_wall_shows_who_works_here(sign_in):
    EmployeeFactory(surname="Шаповалова")
    EmployeeFactory(surname="Ушедшая", left_on=date(2020, 1, 1))
    page = read(sign_in("employee").get("/people/"))
    assert "1 человек" in page
    assert "Ушедшая" not in page


@pytest.mark.parametrize("query", ["q=шапов", "q=ШАПОВАЛОВА", "q=слесарь", "town=Майкоп", "q=майкоп+шапов"])
def test_a_colleague_is_found_by_name_post_or_town(query, sign_in):
    wanted = EmployeeFactory(surname="Шаповалова", post__town="Майкоп")
    EmployeeFactory(surname="Другая", post="Бухгалтер")
    page = read(sign_in("employee").get(f"/people/?{query}"))
    assert wanted.get_absolute_url() in page
    assert "1 человек" in page


def test_nobody_found_is_said_kindly(sign_in):
    assert "Никого не нашлось" in read(sign_in("employee").get("/people/?q=ъъъ"))


def test_a_profile_shows_how_to_reach_and_never_the_year_of_birth(sign_in):
    person = EmployeeFactory(phone="14-21", birth_date=date(1980, 4, 17), consents=[Purpose.BIRTHDAY])
    page = read(sign_in("employee").get(person.get_absolute_url()))
    assert "14-21" in page
    assert "17 апреля" in page
    assert "1980" not in page


def test_a_birthday_without_consent_is_not_shown(sign_in):
    person = EmployeeFactory(birth_date=date(1980, 4, 17))
    assert "17 апреля" not in read(sign_in("employee").get(person.get_absolute_url()))


def test_a_portrait_is_shown_only_while_its_consent_stands(sign_in):
    person, reader = EmployeeFactory(shown=True), sign_in("employee")
    assert "<img" in _portrait(reader, person)
    Consent.objects.get(employee=person).delete()
    assert "<img" not in _portrait(reader, person)


def _portrait(client, person):
    page = read(client.get(person.get_absolute_url()))
    return page.split('class="who"')[1].split("<h1")[0]


def test_a_leaver_keeps_the_page_which_says_so(sign_in):
    person = EmployeeFactory(left_on=date(2020, 1, 1), phone="14-21")
    page = read(sign_in("employee").get(person.get_absolute_url()))
    assert "Больше не работает" in page
    assert "14-21" not in page


def test_the_wall_takes_the_same_queries_for_few_and_many(sign_in, django_assert_max_num_queries):
    EmployeeFactory.create_batch(3, shown=True)
    reader = sign_in("employee")
    reader.get("/people/")
    EmployeeFactory.create_batch(30, shown=True)
    with django_assert_max_num_queries(26):
        reader.get("/people/")


def test_a_profile_takes_a_bounded_number_of_queries(sign_in, django_assert_max_num_queries):
    head = EmployeeFactory(shown=True)
    person = EmployeeFactory(shown=True, manager=head)
    EmployeeFactory.create_batch(5, manager=person, shown=True)
    reader = sign_in("employee")
    reader.get("/people/")
    with django_assert_max_num_queries(27):
        reader.get(person.get_absolute_url())


def test_faces_of_the_day_are_birthdays_anniversaries_and_newcomers():
    today = date(2026, 11, 23)
    born = EmployeeFactory(birth_date=date(1990, 11, 23), consents=[Purpose.BIRTHDAY])
    EmployeeFactory(birth_date=date(1990, 11, 23))
    jubilee = EmployeeFactory(hired_on=date(2006, 11, 23))
    new = EmployeeFactory(hired_on=date(2026, 11, 20))
    faces = {face.person.pk: face.why for face in faces_of_the_day(today=today)}
    assert faces == {born.pk: "День рождения", jubilee.pk: "20 лет в компании", new.pk: "Первая неделя с нами"}


def test_hr_adds_an_employee_in_the_cms_and_a_reader_may_not(sign_in):
    EmployeeFactory(photo=PictureFactory())
    assert sign_in("hr").get("/admin/snippets/people/employee/").status_code == 200
    assert sign_in("hr").get("/admin/snippets/people/employee/add/").status_code == 200
    assert sign_in("employee").get("/admin/snippets/people/employee/").status_code == 403


def test_the_chooser_of_employees_finds_by_part_of_the_name(sign_in):
    EmployeeFactory(surname="Шаповалова")
    EmployeeFactory(surname="Другая")
    answer = read(sign_in("press").get("/admin/employee_chooser/results/?q=шапов"))
    assert "Шаповалова" in answer
    assert "Другая" not in answer
