"""Many votes at once: the database says what stands, nobody gets a 500."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from contests.factories import ContestFactory, WorkFactory
from contests.models import Ballot
from contests.stages import Stage
from tests.contests.test_voting import give, voter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def works(site):
    contest = ContestFactory(slug="poster", stage=Stage.VOTING)
    return WorkFactory.create_batch(4, contest=contest)


def at_once(requests):
    """The statuses of these calls, all begun together."""
    start = Barrier(len(requests))

    def one(request):
        start.wait()
        try:
            return request().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(one, requests))


def same_person(client) -> Client:
    """Another window in which the same person is signed in."""
    window = Client()
    window.force_login(client.employee.user)
    return window


def test_two_hundred_votes_of_one_person_are_one(works):
    person = voter()
    windows = [same_person(person) for _ in range(20)]
    votes = [lambda w=window, k=number: give(w, works[k % 4]) for number, window in enumerate(windows * 10)]
    statuses = [status for part in range(0, 200, 20) for status in at_once(votes[part : part + 20])]
    assert set(statuses) <= {200, 409}
    assert Ballot.objects.count() == 1


def test_votes_of_many_people_all_stand(works):
    people = [voter() for _ in range(30)]
    statuses = at_once([lambda p=person, k=number: give(p, works[k % 4]) for number, person in enumerate(people)])
    assert set(statuses) == {200}
    assert Ballot.objects.count() == 30


def test_taking_back_and_giving_at_once_leave_one_vote_at_most(works):
    person = voter()
    acts = ["give", "back"] * 10
    statuses = at_once([lambda a=act: give(same_person(person), works[0], a) for act in acts])
    assert set(statuses) <= {200, 409}
    assert Ballot.objects.count() <= 1
