"""What may not leave the company in a post, and what may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.factories import EmployeeFactory
from people.leaving.private import private_words
from people.models import Purpose
from portal.gates import Leaving, reasons_to_stay


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Звоните Анне: +7 900 000-11-47.", ["+7 900 000-11-47"]),
        ("Приёмная 8(861)200-04-05", ["8(861)200-04-05"]),
        ("Телефон 21-47, спросить Анну", ["Телефон 21-47"]),
        ("Он родился 17 апреля 1980 года", ["родился 17 апреля"]),
        ("17 апреля у неё день рождения", ["17 апреля у неё день рождения"]),
        ("Анне Ковтун исполняется 50 лет", ["Анне Ковтун исполняется 50"]),
        ("Котельной № 7 исполняется 50 лет", []),
        ("Выдали 8 000 000 рублей и 861 200 000 Гкал", []),
        ("С 2015 по 2026 год: 21-47 градусов, счёт 3:1", []),
        ("Насос родился в 1987 году на заводе", []),
    ],
)
def test_telephones_and_birthdays_are_found_and_figures_are_not(text, found):
    assert private_words(text) == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Премию вручили Виктору Переверзенцеву", True),
        ("Рассказ о Переверзенцеве Викторе Александровиче", True),
        ("Говорит В. А. Переверзенцев, мастер", True),
        ("Саша Переверзенцев играет в футбол", False),
        ("Переверзенцев чинит котёл", False),
        ("Виктор и Анна Кривошлыкова", False),
        ("Переверзенцевка осталась без тепла, сказал Виктор", False),
    ],
)
def test_whoever_is_called_by_name_and_surname_must_have_agreed(text, stays):
    EmployeeFactory(surname="Переверзенцев", name="Виктор")
    reasons = reasons_to_stay(Leaving((text,)))
    assert any("Виктор Переверзенцев" in reason for reason in reasons) == stays


@pytest.mark.django_db
def test_a_surname_that_is_a_word_stops_nothing_without_a_name_beside_it():
    EmployeeFactory(surname="Мороз", name="Иван")
    assert reasons_to_stay(Leaving(("Мороз пришёл в Майкоп. Иванов день отметили.",))) == []


@pytest.mark.django_db
def test_the_namesake_who_has_agreed_is_the_one_who_is_meant():
    for consents in ([], [Purpose.TELEGRAM]):
        EmployeeFactory(surname="Иванов", name="Пётр", consents=consents)
    assert reasons_to_stay(Leaving(("Пётр Иванов и насос",))) == []


@pytest.mark.django_db
def test_the_gate_asks_a_bounded_number_of_queries():
    for _ in range(12):
        EmployeeFactory(surname="Иванов", name="Пётр")
    with CaptureQueriesContext(connection) as asked:
        assert reasons_to_stay(Leaving(("Пётр Иванов, Анна Ковтун, Олег Кармазин",), frozenset({1, 2})))
    assert len(asked) <= 6
