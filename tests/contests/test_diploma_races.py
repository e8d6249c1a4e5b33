"""Two people of HR give diplomas at the same moment: no number twice, no diploma twice."""

import pytest

from contests.diplomas.recipients import waiting
from contests.factories import ContestFactory, WorkFactory
from contests.models import Diploma, DiplomaTemplate, Outcome
from contests.stages import Stage
from tests.contests.test_vote_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def ready_contest(works):
    contest = ContestFactory(stage=Stage.RESULTS)
    for number in range(1, works + 1):
        WorkFactory(contest=contest, number=number)
    Outcome.objects.create(contest=contest)
    return contest


def post_of(client, contest, template):
    data = {recipient.key: name for recipient, name in waiting(contest, template)}
    return lambda: client.post(f"/admin/contests/{contest.pk}/diplomas/by/{template.pk}/", data)


def test_numbers_and_diplomas_are_given_once(site, sign_in):
    template = DiplomaTemplate.objects.get(kind="entrant")
    one, other = ready_contest(works=4), ready_contest(works=3)
    posts = [post_of(sign_in("hr"), contest, template) for contest in (one, other, one, other, one, other)]
    assert set(at_once(posts)) <= {302, 422}
    assert sorted(Diploma.objects.values_list("running", flat=True)) == list(range(1, 8))
