"""People in the search and in the suggestions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.factories import NewsFactory
from people.models import Consent, Employee, Place, Post, Purpose, Subdivision
from portal.factories import PictureFactory
from tests.counting import cold_queries

COUNT = iter(range(1, 10_000))


def employ(full_name: str, position="Слесарь", unit="Тепловые сети", phone="", **fields) -> Employee:
    """An employee of this surname, name and patronymic with one post in Майкоп."""
    surname, name, patronymic = full_name.split()
    number = f"T{next(COUNT):04}"
    person = Employee.objects.create(
        surname=surname, name=name, patronymic=patronymic, number=number, slug=number.lower(), phone=phone, **fields
    )
    subdivision = Subdivision.objects.filter(name=unit).first() or Subdivision.add_root(name=unit, slug=number.lower())
    place = Place.objects.get_or_create(town="Майкоп")[0]
    Post.objects.create(employee=person, position=position, subdivision=subdivision, place=place)
    return person


@pytest.fixture
def look(sign_in):
    client = sign_in()
    return lambda query, **more: client.get("/search/", {"q": query, **more})


@pytest.fixture
def type_in(sign_in):
    client = sign_in()
    return lambda text: client.get("/search/suggest/", {"q": text}).content.decode()


@pytest.fixture
def staff(db):
    employ("Иванова Мария Петровна", "Главный бухгалтер", "Бухгалтерия", "+7 (900) 000-11-47")
    employ("Иванов Пётр Алексеевич", "Мастер участка")
    employ("Берёзкина Екатерина Львовна", "Инженер", former_surname="Соловьёва")
    employ("Петров Александр Иванович", "Водитель")


def surnames(response) -> list[str]:
    people = [block for block in response.context["blocks"] if block.source.name == "people"]
    return [person.surname for block in people for person, _ in block.items]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Мария Иванова", "Иванова"),
        ("петровна мария", "Иванова"),
        ("ив мар", "Иванова"),
        ("Мария Петровна из бухгалтерии", "Иванова"),
        ("бухгалтерия", "Иванова"),
        ("марии ивановой", "Иванова"),
        ("петру", "Иванов"),
        ("березкина", "Берёзкина"),
        ("БЕРЁЗКИНОЙ", "Берёзкина"),
        ("соловьева", "Берёзкина"),
        ("Катя", "Берёзкина"),
        ("Саша Петров", "Петров"),
        ("+7 900 000-11-47", "Иванова"),
        ("8 (900) 000 11 47", "Иванова"),
        ("11-47", "Иванова"),
        ("bdfyjdf", "Иванова"),
        ("ivanov petr", "Иванов"),
        ("Ekaterina", "Берёзкина"),
        ("водителя", "Петров"),
    ],
)
def test_a_colleague_is_found_by_whatever_one_remembers(staff, look, query, first):
    assert surnames(look(query))[0] == first


def test_one_surname_finds_both_its_forms_the_typed_one_first(staff, look):
    assert surnames(look("Иванова")) == ["Иванова", "Иванов"]
    assert surnames(look("Иванов"))[:2] == ["Иванов", "Иванова"]


def test_a_name_comes_before_its_beginning_and_before_a_position(staff, look):
    employ("Мастеров Олег Ильич")
    employ("Мастер Олег Ильич")
    assert surnames(look("мастер")) == ["Мастер", "Мастеров", "Иванов"]


def test_people_come_first_when_the_query_is_a_name(staff, look):
    NewsFactory(title="Иванова наградили")
    assert [block.source.name for block in look("Иванова").context["blocks"]] == ["people", "stories"]


def test_stories_come_first_when_it_is_not(staff, look):
    NewsFactory(title="День водителя")
    assert [block.source.name for block in look("водитель").context["blocks"]] == ["stories", "people"]


def test_those_who_have_left_are_not_found(staff, look, type_in):
    Employee.objects.filter(surname="Петров").update(left_on=timezone.localdate() - timedelta(days=1))
    assert surnames(look("водитель")) == []
    assert "Петров" not in type_in("водит")


def test_beside_stories_few_people_are_shown_and_all_of_them_on_their_own(look):
    for _ in range(9):
        employ("Ковтун Анна Ильинична")
    assert len(surnames(look("ковтун"))) == 6
    assert len(surnames(look("ковтун", kind="people"))) == 9
    assert "Показать всех: 9" in look("ковтун").content.decode()


def test_suggestions_begin_with_people_and_lead_to_them(staff, type_in):
    NewsFactory(title="Иванова наградили")
    html = type_in("ива")
    assert html.index("Мария Иванова") < html.index("Иванова наградили")
    assert "/people/" in html and "Главный бухгалтер, Майкоп" in html


def test_suggestions_understand_the_wrong_layout_and_latin_letters(staff, type_in):
    assert "Мария Иванова" in type_in("bdf vfh")
    assert "Мария Иванова" in type_in("mariya iv")


def test_suggestions_are_at_most_five_of_each(type_in):
    for number in range(7):
        employ("Ковтун Анна Ильинична")
        NewsFactory(title=f"Ковтун {number}")
    assert type_in("ковт").count("<li>") == 10


def test_one_letter_suggests_nothing(staff, type_in):
    assert type_in("и") == ""


def test_a_face_is_suggested_only_with_consent(staff, type_in):
    person = Employee.objects.get(surname="Петров")
    Employee.objects.filter(pk=person.pk).update(photo=PictureFactory())
    assert "<img" not in type_in("петров")
    Consent.objects.create(employee=person, purpose=Purpose.PHOTO, source=Consent.Source.PAPER)
    assert "<img" in type_in("петров")


def test_suggestions_take_six_queries_however_much_there_is_and_none_again(staff, sign_in):
    for number in range(12):
        employ("Ковтун Анна Ильинична", photo=PictureFactory())
        NewsFactory(title=f"Ковтун {number}")
    Consent.objects.bulk_create(
        Consent(employee=person, purpose=Purpose.PHOTO, source="paper") for person in Employee.objects.all()
    )
    client = sign_in()
    beside = 3  # session, user, generations
    assert len(cold_queries(client, "/search/suggest/?q=ковт")) == beside + 6
    assert len(cold_queries(client, "/search/suggest/?q=ковт")) == beside
