"""One vote each: given, moved, taken back; refused where the rules say so. Nobody learns who chose what."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.factories import UserFactory
from contests.factories import ContestFactory, WorkFactory
from contests.models import Ballot, Nomination, Work
from contests.stages import Stage
from people.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest():
    return ContestFactory(slug="poster", stage=Stage.VOTING)


def voter(**fields) -> Client:
    employee = EmployeeFactory(user=UserFactory(), **fields)
    client = Client()
    client.force_login(employee.user)
    client.employee = employee
    return client


def give(client, work, act="give", slug="poster"):
    address = f"/contests/{slug}/vote/"
    return client.post(address, {"work": work.number, "act": act}, headers={"Accept": "application/json"})


def test_a_vote_is_given_and_said_so(contest):
    work = WorkFactory(contest=contest, number=12)
    answer = give(voter(), work).json()
    assert answer["said"].startswith("Голос отдан работе № 12. Передумать можно до ")
    assert answer["chosen"] == [work.pk]


def test_a_single_vote_moves_to_another_work(contest):
    first, second = WorkFactory.create_batch(2, contest=contest)
    client = voter()
    give(client, first)
    assert give(client, second).json()["chosen"] == [second.pk]
    assert Ballot.objects.get().work == second


def test_a_double_click_is_one_vote(contest):
    work, client = WorkFactory(contest=contest), voter()
    assert [give(client, work).status_code for _ in range(3)] == [200, 200, 200]
    assert Ballot.objects.count() == 1


def test_a_vote_is_taken_back(contest):
    work, client = WorkFactory(contest=contest), voter()
    give(client, work)
    assert give(client, work, "back").json()["chosen"] == []
    assert not Ballot.objects.exists()


def test_each_nomination_has_a_vote_of_its_own():
    contest = ContestFactory(slug="poster", stage=Stage.VOTING, nominations=("Плакат", "Рисунок"))
    works = [WorkFactory(contest=contest, nomination=nomination) for nomination in contest.nominations.all()]
    client = voter()
    for work in works:
        give(client, work)
    assert Ballot.objects.count() == 2


def test_of_several_votes_none_is_moved_silently(contest):
    Nomination.objects.update(votes_each=2)
    first, second, third = WorkFactory.create_batch(3, contest=contest)
    client = voter()
    give(client, first), give(client, second)
    refused = give(client, third)
    assert refused.status_code == 409
    assert refused.json()["said"].startswith("Вы отдали все свои голоса в этой номинации (2).")
    assert refused.json()["chosen"] == sorted([first.pk, second.pk])


@pytest.mark.parametrize("stage", [Stage.SOON, Stage.ENTRIES, Stage.REVIEW, Stage.JURY, Stage.RESULTS])
def test_nobody_votes_outside_the_stage(stage):
    work = WorkFactory(contest=ContestFactory(slug="poster", stage=stage))
    assert give(voter(), work).status_code == 409
    assert not Ballot.objects.exists()


def test_the_stage_ends_to_the_second(contest):
    work, ends = WorkFactory(contest=contest), contest.jury_from
    with time_machine.travel(ends - timedelta(seconds=1), tick=False):
        assert give(voter(), work).status_code == 200
    with time_machine.travel(ends, tick=False):
        assert give(voter(), work).status_code == 409


def test_nobody_votes_for_his_own_work(contest):
    client, member = voter(), voter()
    work = WorkFactory(contest=contest, author=client.employee, team=[member.employee])
    assert "За свою работу" in give(client, work).json()["said"]
    assert "За свою работу" in give(member, work).json()["said"]


def test_a_correspondent_may_vote_for_what_he_has_filed_for_others(contest):
    client = voter()
    work = WorkFactory(contest=contest, filed_by=client.employee)
    assert give(client, work).status_code == 200


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "rejected", "withdrawn"])
def test_only_accepted_works_take_votes(contest, state):
    assert give(voter(), WorkFactory(contest=contest, state=state)).status_code == 409


def test_a_work_of_another_contest_takes_none(contest):
    other = WorkFactory(contest=ContestFactory(stage=Stage.VOTING), number=77)
    assert give(voter(), other).status_code == 404


def test_whoever_has_left_does_not_vote(contest):
    work = WorkFactory(contest=contest)
    client = voter()
    type(client.employee).objects.update(left_on=timezone.localdate() - timedelta(days=2))
    assert give(client, work).status_code in (302, 409)
    assert not Ballot.objects.exists()


def test_an_account_without_an_employee_is_told_why(contest, sign_in):
    answer = give(sign_in("press"), WorkFactory(contest=contest))
    assert (answer.status_code, "ни с кем из них не связана" in answer.json()["said"]) == (409, True)


@pytest.mark.parametrize("number", ["", "abc", "-1", "9" * 30, "1 OR 1=1"])
def test_a_senseless_number_is_no_work(contest, number):
    assert voter().post("/contests/poster/vote/", {"work": number}).status_code == 404


def test_reading_gives_no_vote(contest):
    work = WorkFactory(contest=contest)
    assert voter().get(f"/contests/poster/vote/?work={work.number}").status_code == 405


def test_without_javascript_the_answer_is_the_page_with_a_message(contest):
    work = WorkFactory(contest=contest)
    answer = voter().post("/contests/poster/vote/", {"work": work.number, "act": "give"})
    assert answer.url.endswith(f"/contests/poster/#work-{work.number}")


def test_a_vote_costs_the_same_however_many_have_voted(contest, django_assert_max_num_queries):
    work = WorkFactory(contest=contest)
    for _ in range(3):
        give(voter(), work)
    client = voter()
    client.get("/me/notices/")
    with django_assert_max_num_queries(20):
        give(client, work)


def test_a_vote_for_a_work_that_has_left_is_free_again(contest):
    first, second = WorkFactory.create_batch(2, contest=contest)
    client = voter()
    give(client, first)
    Work.objects.filter(pk=first.pk).update(state="withdrawn")
    assert 'aria-pressed="true"' not in client.get(contest.url).content.decode()
    assert give(client, second).json()["chosen"] == [second.pk]


def test_of_several_votes_the_one_of_a_work_that_has_left_may_be_given_to_another(contest):
    Nomination.objects.update(votes_each=2)
    first, second, third, fourth = WorkFactory.create_batch(4, contest=contest)
    client = voter()
    give(client, first), give(client, second)
    Work.objects.filter(pk=first.pk).update(state="withdrawn")
    assert give(client, third).json()["chosen"] == sorted([second.pk, third.pk])
    assert give(client, fourth).status_code == 409
    assert Ballot.objects.count() == 2
