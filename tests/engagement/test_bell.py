"""The bell in the shell and the page of what one has been told."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement import keeping
from engagement.models import Notice
from engagement.notices import tell, withdraw
from people.consents import dossier, erasure
from people.factories import EmployeeFactory
from people.models import Congratulation
from tests.counting import cold_queries
from tests.reading import read


@pytest.fixture
def own(sign_in):
    """A client and the employee whose it is."""
    client = sign_in("employee")
    return client, EmployeeFactory(user_id=client.session["_auth_user_id"])


def heard(client) -> str:
    """What the bell of a shared page says."""
    return re.search(r'aria-label="(Уведомления[^"]*)"', client.get("/news/").content.decode())[1].replace("\xa0", " ")


def tell_many(person, number: int) -> None:
    Notice.objects.bulk_create(Notice(employee=person, key=f"k{n}", text="Новость", url="/") for n in range(number))


# The bell.


@pytest.mark.django_db
def test_the_bell_is_right_at_once_whatever_happens(own):
    client, person = own
    assert heard(client) == "Уведомления"
    tell([person.pk], "Работа принята", "/", key="a")
    tell([person.pk], "Этап завтра", "/", key="b")
    assert heard(client) == "Уведомления: 2 новых"
    client.post(f"/me/notices/{person.notices.get(key='a').pk}/")
    assert heard(client) == "Уведомления: 1 новое"
    withdraw("b")
    assert heard(client) == "Уведомления"


@pytest.mark.django_db
def test_the_bell_counts_to_ninety_nine(own):
    client, person = own
    tell_many(person, 150)
    assert heard(client) == "Уведомления: больше 99 новых"


@pytest.mark.django_db
def test_a_warm_page_asks_nothing_for_the_bell(own):
    client, person = own
    tell_many(person, 3)
    client.get("/news/")
    with CaptureQueriesContext(connection) as queries:
        assert "3 новых" in read(client.get("/news/"))
    assert not [query for query in queries.captured_queries if "notice" in query["sql"] or "employee" in query["sql"]]


@pytest.mark.django_db
def test_who_is_no_employee_has_no_bell(sign_in):
    assert "Уведомления" not in read(sign_in("admin").get("/news/"))


# The page.


@pytest.mark.django_db
def test_reading_the_page_changes_nothing(own):
    client, person = own
    tell([person.pk], "Работа принята", "/contests/", key="a")
    notice = person.notices.get()
    assert "Новое" in read(client.get("/me/notices/"))
    for address in (f"/me/notices/{notice.pk}/", "/me/notices/read/", "/me/notices/letters/"):
        assert client.get(address).status_code == 405
    assert not person.notices.get().is_read


@pytest.mark.django_db
def test_opening_a_notice_marks_it_read_and_leads_on(own):
    client, person = own
    tell([person.pk], "Работа принята", "/contests/", key="a")
    answer = client.post(f"/me/notices/{person.notices.get().pk}/")
    assert answer.status_code == 302 and answer.url == "/contests/"
    assert "Новое" not in read(client.get("/me/notices/"))


@pytest.mark.django_db
def test_all_is_read_up_to_what_the_page_has_shown(own):
    client, person = own
    for key in ("a", "b", "since"):
        tell([person.pk], "Работа принята", "/", key=key)
    client.post("/me/notices/read/", {"newest": person.notices.get(key="b").pk})
    assert [notice.key for notice in person.notices.unread()] == ["since"]


@pytest.mark.django_db
def test_a_notice_of_another_person_is_not_there(own):
    client, _ = own
    other = EmployeeFactory()
    tell([other.pk], "Ваш портрет не принят", "/", key="a")
    notice = other.notices.get()
    assert client.post(f"/me/notices/{notice.pk}/").status_code == 404
    assert client.post("/me/notices/read/", {"newest": notice.pk}).status_code == 404
    assert "портрет не принят" not in read(client.get("/me/notices/"))
    assert not other.notices.get().is_read


@pytest.mark.django_db
@pytest.mark.parametrize("newest", ["", "x", "²", "-1", "9" * 30])
def test_nonsense_instead_of_a_number_is_a_notice_that_is_not_there(own, newest):
    assert own[0].post("/me/notices/read/", {"newest": newest}).status_code == 404


@pytest.mark.django_db
def test_markup_in_a_notice_is_text(own):
    client, person = own
    tell([person.pk], "<script>alert(1)</script>", "/", key="a")
    assert "<script>alert" not in client.get("/me/notices/").content.decode()


@pytest.mark.django_db
def test_five_and_five_hundred_notices_take_the_same_queries(own):
    client, person = own
    tell_many(person, 5)
    few = len(cold_queries(client, "/me/notices/"))
    person.notices.all().delete()
    tell_many(person, 500)
    assert len(cold_queries(client, "/me/notices/")) == few <= 16
    assert len(client.get("/me/notices/").context["page"]) == 30


@pytest.mark.django_db
def test_who_was_told_nothing_is_told_so(own):
    assert "Пока тихо" in read(own[0].get("/me/notices/"))


@pytest.mark.django_db
def test_many_congratulations_ring_once(own):
    client, person = own
    for by in EmployeeFactory.create_batch(3):
        Congratulation.objects.create(employee=person, by=by, occasion="birthday", day=timezone.localdate())
    assert heard(client) == "Уведомления: 1 новое"


# How long, and how they go.


@pytest.mark.django_db
def test_old_notices_are_forgotten():
    person, now = EmployeeFactory(), timezone.now()
    ages = {"read": (1, 91), "read lately": (400, 89), "unread": (366, None), "unread lately": (364, None)}
    for key, (told, opened) in ages.items():
        tell([person.pk], "Новость", "/", key=key)
        read_at = None if opened is None else now - timedelta(days=opened)
        person.notices.filter(key=key).update(at=now - timedelta(days=told), read_at=read_at)
    keeping.forget_old()
    assert {notice.key for notice in person.notices.all()} == {"read lately", "unread lately"}


@pytest.mark.django_db
def test_notices_go_with_the_person_and_stand_in_the_dossier(own):
    client, person = own
    tell([person.pk], "Работа принята", "/contests/", key="a")
    client.post("/me/notices/letters/", {"letters": "off"})
    told = dossier._sources["Уведомления"](person)
    assert told["писем не нужно"] and told["что сказано"][0]["text"] == "Работа принята"
    act = erasure.erase(person, None, "Заявление")
    assert "уведомления: 1" in act.erased["done"] and not Notice.objects.exists()
