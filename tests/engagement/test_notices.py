"""What the portal tells people: once under a key, by the bell's page and, where asked for, by letter."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.factories import UserFactory
from engagement import notices
from engagement.models import Notice
from people.factories import EmployeeFactory


@pytest.mark.django_db
def test_one_person_is_told_once_under_one_key():
    person, other = EmployeeFactory(), EmployeeFactory()
    assert notices.tell([person.pk], "Работа принята", "/contests/", key="contest:1") == 1
    assert notices.tell([person.pk, other.pk, other.pk], "Работа принята", "/contests/", key="contest:1") == 1
    assert notices.tell([person.pk], "Итоги подведены", "/contests/", key="contest:1:results") == 1
    assert person.notices.count() == 2 and other.notices.count() == 1


@pytest.mark.django_db
def test_the_database_itself_refuses_a_repeat_and_an_address_outside():
    notice = {"employee": EmployeeFactory(), "text": "Работа принята"}
    Notice.objects.create(key="a", url="/", **notice)
    for wrong in (
        {"key": "a", "url": "/"},
        {"key": "b", "url": "https://example.org/"},
        {"key": "c", "url": "//example.org"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(**notice, **wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "news/", ""]
)
def test_a_notice_leads_nowhere_but_into_the_portal(url):
    with pytest.raises(ValueError, match="path of the portal"):
        notices.tell([EmployeeFactory().pk], "Работа принята", url, key="a")


@pytest.mark.django_db
def test_who_has_left_or_never_was_is_told_nothing():
    gone = EmployeeFactory(left_on="2020-01-01")
    assert notices.tell([gone.pk, 10**9], "Работа принята", "/", key="a") == 0


@pytest.mark.django_db
def test_what_is_withdrawn_is_gone_read_or_unread():
    people = EmployeeFactory.create_batch(2, user=None)
    notices.tell([person.pk for person in people], "Этап завтра", "/", key="a")
    notices.tell([people[0].pk], "Этап завтра", "/", key="b")
    people[0].notices.filter(key="a").update(read_at="2026-01-01T00:00Z")
    notices.withdraw("a")
    assert [notice.key for notice in Notice.objects.all()] == ["b"]
    assert notices.tell([people[0].pk], "Этап послезавтра", "/", key="a") == 1


def queries_of_telling(number: int, key: str) -> int:
    people = [EmployeeFactory(user=UserFactory(email=f"{key}{n}@example.org")).pk for n in range(number)]
    with CaptureQueriesContext(connection) as queries:
        assert notices.tell(people, "Работа принята", "/", key=key) == number
    return len(queries)


@pytest.mark.django_db
def test_telling_many_takes_the_queries_of_telling_few():
    assert queries_of_telling(2, "few") == queries_of_telling(120, "many") <= 8


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_of_any_length_fits_and_begins_as_it_was_written(text):
    short = notices._shortened(text)
    assert len(short) <= 300
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


def test_a_long_text_ends_with_a_whole_word():
    assert notices._shortened("слово " * 100).endswith("слово…")
