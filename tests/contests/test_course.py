"""Announcing the moments of a contest, moving one, and what the clock does when one arrives."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from contests import course
from contests.factories import ContestFactory, WorkFactory
from contests.models import ContestPage, StageMoment
from contests.stages import Stage
from engagement.models import Notice
from people.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(person) -> list[str]:
    return list(Notice.objects.filter(employee=person).order_by("pk").values_list("text", flat=True))


def shift(client, contest, stage, begins, reason="авария на сетях"):
    local = timezone.localtime(begins).strftime("%Y-%m-%d %H:%M")
    data = {"stage": stage.value, "begins": local, "reason": reason}
    return client.post(reverse("contests_course", args=[contest.pk]), data)


def test_the_first_publication_is_written_down_silently():
    member = EmployeeFactory()
    contest = ContestFactory(jury=[member])
    assert StageMoment.objects.filter(contest=contest).count() == 5
    assert course.moves(contest) == []
    assert told(member) == []


def test_a_stage_is_moved_and_those_concerned_are_told(sign_in):
    member, entrant, stranger = EmployeeFactory.create_batch(3)
    contest = ContestFactory(jury=[member])
    WorkFactory(contest=contest, author=entrant, state="draft", number=None)
    wanted = (contest.review_from + DAY).replace(second=0, microsecond=0)
    assert shift(sign_in("hr"), contest, Stage.REVIEW, wanted).status_code == 302
    contest.refresh_from_db()
    assert contest.review_from == wanted
    assert "приём работ продлён до" in told(entrant)[0]
    assert "авария на сетях" in told(member)[0]
    assert told(stranger) == []
    assert "авария на" in sign_in().get(contest.url).content.decode()


def test_who_entered_twice_over_is_told_once(sign_in):
    entrant = EmployeeFactory()
    contest = ContestFactory(jury=[entrant])
    WorkFactory(contest=contest, author=entrant)
    shift(sign_in("hr"), contest, Stage.REVIEW, contest.review_from + DAY)
    assert len(told(entrant)) == 1


def test_what_was_told_of_a_former_moment_is_withdrawn(sign_in):
    entrant = EmployeeFactory()
    contest = ContestFactory()
    WorkFactory(contest=contest, author=entrant)
    shift(sign_in("hr"), contest, Stage.REVIEW, contest.review_from + DAY)
    shift(sign_in("hr"), contest, Stage.REVIEW, contest.review_from + 2 * DAY, "ещё два дня")
    assert len(told(entrant)) == 1
    assert "ещё два дня" in told(entrant)[0]
    assert len(course.moves(contest)) == 2


def test_a_draft_of_the_page_stays_a_draft_with_the_new_moment(sign_in):
    contest = ContestFactory(title="Кадр смены")
    contest.title = "Кадр года"
    contest.save_revision()
    wanted = (contest.review_from + DAY).replace(second=0, microsecond=0)
    shift(sign_in("hr"), contest, Stage.REVIEW, wanted)
    live = ContestPage.objects.get(pk=contest.pk)
    draft = live.get_latest_revision_as_object()
    assert (live.title, live.has_unpublished_changes) == ("Кадр смены", True)
    assert (draft.title, draft.review_from) == ("Кадр года", wanted)


def test_what_has_begun_stays_as_it_was(sign_in):
    contest = ContestFactory(stage=Stage.VOTING)
    later = timezone.now() + DAY
    for stage in (Stage.ENTRIES, Stage.REVIEW, Stage.VOTING):
        assert "уже начался" in shift(sign_in("hr"), contest, stage, later).content.decode()


def test_entries_are_reopened_while_only_the_check_has_begun(sign_in):
    contest = ContestFactory(stage=Stage.REVIEW)
    shift(sign_in("hr"), contest, Stage.REVIEW, timezone.now() + DAY)
    assert ContestPage.objects.get(pk=contest.pk).stage is Stage.ENTRIES


def test_a_stage_neither_goes_into_the_past_nor_over_another(sign_in):
    contest, hr = ContestFactory(), sign_in("hr")
    assert "уже прошёл" in shift(hr, contest, Stage.REVIEW, timezone.now() - DAY).content.decode()
    assert "раньше предыдущего" in shift(hr, contest, Stage.REVIEW, contest.jury_from).content.decode()
    assert course.moves(contest) == []


def test_pages_turn_at_the_moment_itself_before_any_job_has_run(sign_in):
    contest = ContestFactory()
    for seconds, said in ((-1, "Идёт приём работ"), (0, "Проверяем работы")):
        with time_machine.travel(contest.review_from + timedelta(seconds=seconds), tick=False):
            assert said in sign_in().get(contest.url).content.decode()


def test_the_jury_hears_once_that_it_begins():
    member = EmployeeFactory()
    contest = ContestFactory(stage=Stage.VOTING, jury=[member])
    for seconds, times in ((-1, 0), (0, 1), (9, 1)):
        with time_machine.travel(contest.jury_from + timedelta(seconds=seconds), tick=False):
            course.arrive()
            assert len(told(member)) == times


def test_a_day_before_entries_close_unfinished_works_are_remembered():
    late, done = EmployeeFactory.create_batch(2)
    contest = ContestFactory()
    WorkFactory(contest=contest, author=late, state="draft", number=None)
    WorkFactory(contest=contest, author=done)
    with time_machine.travel(contest.review_from - DAY / 2, tick=False):
        course.remind()
        course.remind()
    assert len(told(late)) == 1
    assert told(done) == []
