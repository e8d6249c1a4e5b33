"""Two works sent in the same instant: one place is one place, one number is one work."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from contests.factories import ContestFactory
from contests.models import Work
from tests.contests.entering import begun, edit, entrant, typed

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    def closing(act):
        try:
            return act().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(closing, acts))


def sending(client, work):
    form = typed(work, send="1")
    return lambda: client.post(edit(work), form)


def test_of_two_works_for_one_place_one_wins(site, sign_in):
    client, contest = sign_in(entrant().user), ContestFactory(works_each=1, fields=[])
    works = [begun(client, contest) for _ in range(2)]
    assert at_once(*(sending(client, work) for work in works)) == [302, 422]
    assert Work.objects.counting().count() == 1


def test_works_of_several_people_get_different_numbers(site, sign_in):
    contest = ContestFactory(fields=[])
    clients = [sign_in(entrant().user) for _ in range(6)]
    works = [begun(client, contest) for client in clients]
    assert at_once(*map(sending, clients, works)) == [302] * 6
    assert sorted(Work.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_one_form_sent_twice_is_one_work(site, sign_in):
    client, contest = sign_in(entrant().user), ContestFactory(fields=[])
    work = begun(client, contest)
    assert at_once(*[sending(client, work)] * 2) in ([302, 302], [302, 409])
    assert Work.objects.get().number == 1
