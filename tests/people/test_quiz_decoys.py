"""The wrong choices."""

from datetime import date
from random import Random

import pytest

from people.factories import EmployeeFactory
from people.quiz.decoys import choices, decoys
from tests.people.quiz_game import agreeing, colleagues

pytestmark = pytest.mark.django_db


def test_decoys_are_of_the_same_sex_and_about_the_same_age():
    subject, *near = colleagues(4)
    for number in range(8):
        agreeing(20 + number, birth_date=date(1955, 5, 5))
        agreeing(40 + number, sex="m")
    assert {one.pk for one in decoys(subject, Random(1))} == {one.pk for one in near}


def test_decoys_come_from_the_scope_and_only_then_from_elsewhere():
    subject, here = colleagues(2, post__town="Кореновск")
    colleagues(9, post__town="Апшеронск")
    for seed in range(5):
        found = decoys(subject, Random(seed), town="Кореновск")
        assert here in found
        assert len(found) == 3


def test_age_matters_more_than_nothing_at_all():
    subject = agreeing(1)
    agreeing(2, birth_date=date(1955, 5, 5))
    agreeing(3, birth_date=None)
    assert len(decoys(subject, Random(1))) == 2


def test_a_person_without_a_birth_date_has_decoys_too():
    subject = agreeing(1, birth_date=None)
    colleagues(5)
    assert len(decoys(subject, Random(1))) == 3


def test_no_shown_name_stands_twice():
    subject = agreeing(1, surname="Ким", name="Анна")
    for number in range(6):
        agreeing(10 + number, surname="Ким", name="Анна")
        agreeing(30 + number, surname="Ли", name="Вера")
    agreeing(50, surname="Юн", name="Зоя")
    names = [one.full_name for one in choices(subject, Random(3))]
    assert sorted(names) == ["Анна Ким", "Вера Ли", "Зоя Юн"]


def test_other_surnames_are_preferred():
    subject = agreeing(1, surname="Ким")
    for number in range(2, 6):
        agreeing(number, surname="Ким")
    for number in range(6, 9):
        agreeing(number)
    assert "Ким" not in {one.surname for one in decoys(subject, Random(1))}


def test_only_those_who_agreed_are_decoys_and_never_the_player():
    subject = agreeing(1)
    me = agreeing(2)
    EmployeeFactory(shown=True, sex="f", name="Ольга")
    agreeing(3, left_on=date(2020, 1, 1))
    assert decoys(subject, Random(1), player=me) == []


def test_the_same_chance_gives_the_same_choices():
    subject, *_ = colleagues(20)
    first, second = (choices(subject, Random(7)) for _ in range(2))
    assert first == second
    assert len({tuple(one.pk for one in choices(subject, Random(seed))) for seed in range(10)}) > 1
