"""Votes that come in heaps are told to HR; nothing is done to them."""

import pytest

from contests.factories import ContestFactory, WorkFactory
from contests.models import Ballot
from contests.stages import Stage
from contests.voting import signs
from tests.contests.test_voting import give, voter
from tests.reading import read

pytestmark = pytest.mark.django_db


def vote_from(address, work):
    client = voter()
    client.defaults["REMOTE_ADDR"] = address
    give(client, work)


def test_many_voters_of_one_work_from_one_place_are_a_sign():
    contest = ContestFactory(slug="poster", stage=Stage.VOTING)
    suspect, honest = WorkFactory(contest=contest, number=1), WorkFactory(contest=contest, number=2)
    for number in range(12):
        vote_from("10.0.0.7", suspect)
        vote_from(f"10.0.1.{number}", honest)
    assert signs.heaps(contest) == [{"work": 1, "votes": 12, "heap": 12}]
    assert Ballot.objects.count() == 24


def test_one_person_who_changes_his_mind_is_no_heap():
    contest = ContestFactory(slug="poster", stage=Stage.VOTING)
    first, second = WorkFactory.create_batch(2, contest=contest)
    client = voter()
    for _ in range(10):
        give(client, first), give(client, second)
    assert signs.heaps(contest) == []


def test_hr_sees_the_work_but_no_count_while_people_vote(sign_in):
    contest = ContestFactory(slug="poster", stage=Stage.VOTING)
    suspect = WorkFactory(contest=contest, number=41)
    for _ in range(12):
        vote_from("10.0.0.7", suspect)
    page = read(sign_in("hr").get(f"/admin/contests/{contest.pk}/voting/"))
    assert "Работа № 41" in page
    assert "12 из" not in page
    assert "Счёт скрыт от всех до конца" in page


@pytest.mark.parametrize("role", ["employee", "press", "jury"])
def test_others_do_not_see_the_desk_of_the_vote(sign_in, role):
    contest = ContestFactory(stage=Stage.VOTING)
    assert sign_in(role).get(f"/admin/contests/{contest.pk}/voting/").status_code in (302, 403)
