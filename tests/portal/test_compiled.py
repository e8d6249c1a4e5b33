"""Queries composed once: other values of the same shape ask for other things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.factories import UserFactory
from accounts.models import User
from portal import compiled

pytestmark = pytest.mark.django_db
WORDS = ("ким", "кот", "лев", "zqx0xqz", "zqx7xqz")


def called(names):
    return User.objects.filter(last_name__in=names).order_by("pk").values_list("pk", "last_name")


def numbered(numbers):
    return User.objects.filter(pk__in=numbers).order_by("pk").values_list("pk")


@pytest.fixture
def people():
    return [UserFactory(last_name=word) for word in WORDS]


def test_each_value_finds_its_own_even_if_it_looks_like_a_mark(people):
    @given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    def same(names):
        assert compiled.rows(called, names) == list(called(names))

    same()


def test_numbers_are_values_too(people):
    for person in people:
        assert compiled.rows(numbered, [person.pk]) == [(person.pk,)]


def test_nothing_of_a_value_becomes_sql(people):
    assert compiled.rows(called, ["') OR 1=1 --"]) == []
