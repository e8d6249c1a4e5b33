"""Who may see a work, at which hour."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.factories import UserFactory
from accounts.models import User
from contests.factories import ContestFactory, WorkFactory
from contests.models import Work
from contests.seeing import may_see_work
from contests.stages import Stage
from people.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
State = Work.State


def somebody():
    return EmployeeFactory(user=UserFactory())


def hr() -> User:
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="change_work"))
    return user


@pytest.mark.parametrize("state", State.values)
def test_its_people_see_it_in_every_state(state):
    author, correspondent, colleague = somebody(), somebody(), somebody()
    work = WorkFactory(state=state, author=author, filed_by=correspondent, team=[colleague])
    assert [may_see_work(person.user, work) for person in (author, correspondent, colleague)] == [True] * 3


@pytest.mark.parametrize(
    ("stage", "state", "seen"),
    [
        (Stage.ENTRIES, State.ACCEPTED, False),
        (Stage.REVIEW, State.ACCEPTED, False),
        (Stage.VOTING, State.ACCEPTED, True),
        (Stage.VOTING, State.SUBMITTED, False),
        (Stage.VOTING, State.WITHDRAWN, False),
        (Stage.JURY, State.ACCEPTED, True),
        (Stage.RESULTS, State.ACCEPTED, True),
        (Stage.RESULTS, State.REJECTED, False),
    ],
)
def test_everybody_sees_what_is_accepted_once_the_vote_has_begun(stage, state, seen):
    work = WorkFactory(contest=ContestFactory(stage=stage), state=state)
    assert may_see_work(UserFactory(), work) is seen


def test_without_a_vote_works_are_shown_with_the_results():
    seen = [
        may_see_work(UserFactory(), WorkFactory(contest=ContestFactory(stage=stage, without=(Stage.VOTING,))))
        for stage in (Stage.JURY, Stage.RESULTS)
    ]
    assert seen == [False, True]


@pytest.mark.parametrize(("state", "seen"), [(State.DRAFT, False), (State.SUBMITTED, True), (State.WITHDRAWN, False)])
def test_hr_sees_what_was_sent_and_not_taken_back(state, seen):
    assert may_see_work(hr(), WorkFactory(state=state)) is seen


def test_a_member_of_the_jury_sees_accepted_works_of_the_nominations_he_judges():
    judge = somebody()
    contest = ContestFactory(stage=Stage.REVIEW, nominations=("Плакат", "Снимок"), jury=[judge])
    one, other = (WorkFactory(contest=contest, nomination=nomination) for nomination in contest.nominations.all())
    waiting = WorkFactory(contest=contest, state=State.SUBMITTED)
    assert [may_see_work(judge.user, work) for work in (one, other, waiting)] == [True, True, False]
    contest.jury.get().nominations.through.objects.create(jurymember=contest.jury.get(), nomination=one.nomination)
    assert [may_see_work(judge.user, work) for work in (one, other)] == [True, False]


def test_nobody_sees_works_of_an_unpublished_contest_or_signed_out():
    contest = ContestFactory(stage=Stage.VOTING)
    work = WorkFactory(contest=contest)
    assert not may_see_work(AnonymousUser(), work)
    contest.unpublish()
    assert not may_see_work(UserFactory(), work)


def test_the_rule_is_one_query_beside_the_permissions():
    work, user = WorkFactory(team=[somebody() for _ in range(5)]), User.objects.get(pk=UserFactory().pk)
    user.has_perm("contests.change_work")
    with CaptureQueriesContext(connection) as queries:
        may_see_work(user, work)
    assert len(queries) == 1
