"""The page of one colleague, the card for the address book, and what people say of themselves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from people.factories import EmployeeFactory
from people.models import Absence, Employee, Place, Post, ProposedChange, Purpose
from people.profile import card
from people.profile.completion import completion
from tests.counting import cold_queries
from tests.reading import read

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@pytest.fixture
def own(sign_in):
    """A client and the employee whose it is."""
    client = sign_in("employee")
    person = EmployeeFactory(surname="Ковалёв", user_id=client.session["_auth_user_id"], hired_on=timezone.localdate())
    return client, person


# The page.


@pytest.mark.django_db
def test_a_page_shows_absence_messenger_interests_and_former_posts(sign_in):
    stand_in = EmployeeFactory(name="Анна", surname="Ковтун")
    person = EmployeeFactory(messenger="@kovalev_teplo", interests="рыбалка\nхор")
    today = timezone.localdate()
    Absence.objects.create(employee=person, since=today, until=today, kind="holiday", stand_in=stand_in)
    unit = person.posts.get().subdivision
    Post.objects.create(employee=person, position="Ученик", subdivision=unit, since="2010-01-01", until="2012-01-01")
    page = read(sign_in("employee").get(person.get_absolute_url()))
    assert "В отпуске по" in page and "Анна Ковтун" in page
    assert "https://t.me/kovalev_teplo" in page and "рыбалка" in page and "Ученик" in page


@pytest.mark.django_db
def test_an_absence_that_is_over_is_told_to_nobody(sign_in):
    person, day = EmployeeFactory(), timezone.localdate() - timedelta(days=1)
    Absence.objects.create(employee=person, since=day, until=day, kind="holiday")
    assert "В отпуске" not in read(sign_in("employee").get(person.get_absolute_url()))


@pytest.mark.django_db
def test_where_no_manager_is_named_the_head_of_the_unit_is(sign_in):
    person = EmployeeFactory(post__units=("Сети",))
    head = EmployeeFactory(surname="Главный", post__units=("Сети",), post__is_head=True)
    assert sign_in("employee").get(person.get_absolute_url()).context["head"] == head
    assert sign_in("employee").get(head.get_absolute_url()).context["head"] is None


@pytest.mark.django_db
def test_those_at_the_same_address_come_before_those_in_the_same_town(sign_in):
    person = EmployeeFactory(post__town="Майкоп")
    far = EmployeeFactory(shown=True, post__town="Майкоп", hired_on="2026-01-01")
    near = EmployeeFactory(shown=True, post__town="Майкоп", hired_on="2010-01-01")
    workshop = Place.objects.create(town="Майкоп", address="Цех")
    Post.objects.filter(employee__in=[person, near]).update(place=workshop)
    assert sign_in("employee").get(person.get_absolute_url()).context["neighbours"] == [near, far]


@pytest.mark.django_db
def test_a_page_takes_the_same_queries_among_few_and_many(sign_in):
    person, reader = EmployeeFactory(shown=True, manager=EmployeeFactory(shown=True)), sign_in("employee")
    EmployeeFactory.create_batch(2, shown=True, manager=person)
    few = len(cold_queries(reader, person.get_absolute_url()))
    EmployeeFactory.create_batch(30, shown=True, manager=person)
    assert len(cold_queries(reader, person.get_absolute_url())) == few <= 24


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["quiz", "units", "today", "book"])
def test_no_person_gets_an_address_that_is_a_section(sign_in, slug):
    person = EmployeeFactory()
    person.slug = slug
    with pytest.raises(ValidationError, match="занят разделом"):
        person.clean_fields()


# The card.


@given(TEXT, TEXT, TEXT, TEXT)
def test_whatever_stands_in_the_fields_a_card_has_one_property_a_line(surname, name, phone, email):
    person = Employee(surname=surname, name=name, patronymic="", phone=phone, email=email)
    person.current_posts = []
    lines = card.vcard(person).split("\r\n")
    assert lines[0] == "BEGIN:VCARD" and lines[-2:] == ["END:VCARD", ""]
    assert all(
        line.split(":")[0].split(";")[0] in {"VERSION", "N", "FN", "ORG", "TEL", "EMAIL", "TITLE"}
        for line in lines[1:-2]
    )


@pytest.mark.django_db
def test_a_card_holds_how_to_reach_and_no_birthday(sign_in):
    person = EmployeeFactory(
        surname="Ким; Ли",
        mobile="+7 900 000-11-47",
        email="kim@example.org",
        birth_date=date(1980, 4, 17),
        consents=[Purpose.BIRTHDAY],
    )
    answer = sign_in("employee").get(f"/people/{person.slug}/card.vcf")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert "N:Ким\\; Ли;Виктор;Александрович" in text and "TEL;TYPE=CELL:+7 900 000-11-47" in text
    assert "1980" not in text and "BDAY" not in text


@pytest.mark.django_db
def test_of_a_leaver_there_is_no_card(sign_in):
    person = EmployeeFactory(left_on="2020-01-01")
    assert sign_in("employee").get(f"/people/{person.slug}/card.vcf").status_code == 404
    assert "card.vcf" not in read(sign_in("employee").get(person.get_absolute_url()))


# What is mine.


@pytest.mark.django_db
def test_own_fields_are_saved_and_nothing_else_that_is_posted(own, sign_in):
    client, person = own
    posted = {
        "mobile": "+7 900 000-11-47",
        "messenger": "@kovalev",
        "about": "Люблю трубы",
        "helps_with": "сваркой",
        "interests": "",
    }
    hostile = {
        "surname": "Директор",
        "is_staff": "1",
        "birth_date": "2000-01-01",
        "number": "1",
        "user": "1",
        "photo": "1",
        "left_on": "2030-01-01",
    }
    assert client.post("/me/profile/", {**posted, **hostile}).url == person.get_absolute_url()
    person.refresh_from_db()
    assert (person.mobile, person.about, person.surname, person.birth_date, person.photo) == (
        "+7 900 000-11-47",
        "Люблю трубы",
        "Ковалёв",
        None,
        None,
    )
    assert "Люблю трубы" in read(sign_in("employee").get(person.get_absolute_url()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mobile", "12"),
        ("mobile", "звоните 12345"),
        ("mobile", "٣٤٥٦٧٨"),
        ("messenger", "<script>"),
        ("messenger", "имя"),
        ("about", "я" * 2001),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(own, field, value):
    client, person = own
    page = client.post("/me/profile/", {"helps_with": "сваркой без чертежа", field: value})
    assert page.status_code == 200 and page.context["form"].errors[field]
    assert "сваркой без чертежа" in read(page)
    person.refresh_from_db()
    assert person.helps_with == ""


@pytest.mark.django_db
def test_days_away_name_a_stand_in_as_people_do(own):
    client, person = own
    stand_in = EmployeeFactory(name="Анна", surname="Ковтун")
    today = timezone.localdate()
    days = {"kind": "holiday", "since": today.isoformat(), "until": (today + timedelta(days=9)).isoformat()}
    client.post("/me/profile/away/", {**days, "stand_in_name": "ковтун анна"})
    assert person.absences.get().stand_in == stand_in
    again = client.post("/me/profile/away/", {**days, "since": (today + timedelta(days=2)).isoformat()})
    assert "пересекаются" in read(again)
    client.post(f"/me/profile/away/{person.absences.get().pk}/back/")
    assert not person.absences.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until": "2020-01-01"}, "раньше первого"),
        ({"stand_in_name": "Ъъъ"}, "не нашлось"),
        ({"stand_in_name": "Ковтун"}, "не один человек"),
        ({"stand_in_name": "Ковалёв Виктор Александрович"}, "Замещать себя нельзя"),
        ({"since": "когда-нибудь"}, "дату"),
    ],
)
def test_days_that_cannot_be_are_refused_at_the_field(own, change, said):
    client, person = own
    EmployeeFactory.create_batch(2, surname="Ковтун")
    page = client.post("/me/profile/away/", {"kind": "away", "since": "2030-01-01", "until": "2030-01-05", **change})
    assert said in read(page)
    assert not person.absences.exists()


@pytest.mark.django_db
def test_nobody_ends_the_absence_of_another(own, sign_in):
    other = Absence.objects.create(employee=EmployeeFactory(), since="2030-01-01", until="2030-01-02")
    client, _ = own
    assert client.post(f"/me/profile/away/{other.pk}/back/").status_code == 404


@pytest.mark.django_db
def test_an_official_field_goes_to_hr_who_accepts_or_says_why_not(own, sign_in):
    client, person = own
    hr = sign_in("hr")
    for field, value in (("surname", "Шаповалов"), ("patronymic", "Ильич"), ("birth_date", "32.13.1980")):
        client.post("/me/profile/propose/", {"field": field, "value": value})
    client.post("/me/profile/propose/", {"field": "surname", "value": "Ещё раз"})
    surname, patronymic, born = (
        ProposedChange.objects.get(field=name) for name in ("surname", "patronymic", "birth_date")
    )
    assert "Ковалёв" in read(hr.get("/admin/people/proposals/")) and "Исправления от сотрудников: <b>3</b>" in read(
        hr.get("/admin/")
    )
    hr.post(f"/admin/people/proposals/{surname.pk}/", {"accept": "1"})
    hr.post(f"/admin/people/proposals/{patronymic.pk}/", {"decline": "1"})
    hr.post(f"/admin/people/proposals/{patronymic.pk}/", {"decline": "1", "reason": "Нужен паспорт"})
    hr.post(f"/admin/people/proposals/{born.pk}/", {"accept": "1"})
    person.refresh_from_db()
    assert (person.surname, person.patronymic, person.birth_date) == ("Шаповалов", "Александрович", None)
    page = read(client.get("/me/profile/propose/"))
    assert "Нужен паспорт" in page and "принято" in page
    assert ProposedChange.objects.get(pk=born.pk).state == "waiting"


@pytest.mark.django_db
def test_only_hr_decides(own, sign_in):
    client, _ = own
    client.post("/me/profile/propose/", {"field": "surname", "value": "Другой"})
    proposal = ProposedChange.objects.get()
    for role in ("employee", "press"):
        assert sign_in(role).post(f"/admin/people/proposals/{proposal.pk}/", {"accept": "1"}).status_code in {302, 403}
    proposal.refresh_from_db()
    assert proposal.state == "waiting"


@pytest.mark.django_db
def test_the_meter_counts_to_a_hundred_and_wants_the_photo_first():
    empty = EmployeeFactory()
    assert (completion(empty).percent, completion(empty).missing[0].wish) == (0, "Добавьте портрет")
    full = EmployeeFactory(shown=True, mobile="1", messenger="@abcde", helps_with="x", about="x", interests="x")
    assert completion(full).percent == 100 and completion(full).missing == []


@pytest.mark.django_db
def test_once_a_year_one_is_asked_whether_everything_is_right(own):
    client, person = own
    assert "Всё ли верно?" not in read(client.get("/me/"))
    Employee.objects.filter(pk=person.pk).update(hired_on="2020-01-01")
    assert "Всё ли верно?" in read(client.get("/me/"))
    client.post("/me/profile/right/")
    assert "Всё ли верно?" not in read(client.get("/me/"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "away/", "propose/"])
def test_an_account_without_an_employee_is_told_so(sign_in, path):
    assert "не связана с сотрудником" in read(sign_in("admin").get(f"/me/profile/{path}"))
