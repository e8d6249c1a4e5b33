"""Results are made known once, by HR, when their hour has come; then everybody sees the podium."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from contests.factories import ContestFactory, WorkFactory
from contests.models import (
    Award,
    CountedBallot,
    Criterion,
    JuryMember,
    Outcome,
    PaperRun,
    ResultsPage,
    Review,
    Score,
    VoteClosing,
)
from contests.papers import tasks
from contests.stages import Stage
from engagement.models import Notice
from people.factories import EmployeeFactory
from portal.factories import PictureFactory
from tests.counting import cold_queries
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest():
    """Its hour has come: two works, votes counted 3 : 1."""
    return counted(ContestFactory(title="Плакат", slug="poster", stage=Stage.RESULTS, people_share=100), 3, 1)


def counted(contest, *votes):
    for number, given in enumerate(votes, 1):
        work = WorkFactory(contest=contest, number=number, title=f"Работа {number}", pictures=[PictureFactory()])
        nomination = work.nomination
        CountedBallot.objects.bulk_create(CountedBallot(nomination=nomination, work=work) for _ in range(given))
    VoteClosing.objects.create(contest=contest, voters=sum(votes), ballots=sum(votes))
    return contest


def by_jury(*members):
    return ContestFactory(slug="poster", stage=Stage.RESULTS, people_share=0, without=(Stage.VOTING,), jury=members)


def judged(work, member, points):
    review = Review.objects.create(work=work, member=member, handed_in_at=timezone.now())
    Score.objects.create(review=review, criterion=Criterion.objects.get(), points=points)


def known(client, contest):
    return client.post(f"/admin/contests/{contest.pk}/results/known/", follow=True)


def test_the_podium_is_on_the_page_of_the_contest_and_on_one_of_its_own(contest, sign_in):
    known(sign_in("hr"), contest)
    for address in ("/contests/poster/", "/contests/poster/results/"):
        page = read(sign_in().get(address))
        assert page.index("Работа 1") < page.index("Работа 2")
        assert "3 голоса" in page


def test_before_that_nobody_sees_a_count(contest, sign_in):
    page = read(sign_in().get("/contests/poster/"))
    assert "3 голоса" not in page
    assert not Award.objects.exists()


def test_winners_and_losers_are_told_once(contest, sign_in):
    hr = sign_in("hr")
    known(hr, contest)
    known(hr, contest)
    assert Notice.objects.filter(text__contains="Итоги конкурса «Плакат» объявлены").count() == 2
    assert Outcome.objects.count() == 1
    assert ResultsPage.objects.count() == 1


@pytest.mark.parametrize("role", ["employee", "press", "jury"])
def test_only_hr_makes_results_known(contest, sign_in, role):
    known(sign_in(role), contest)
    assert not Outcome.objects.exists()


def test_not_before_their_hour(sign_in):
    contest = counted(ContestFactory(slug="poster", stage=Stage.JURY), 1)
    assert "когда придёт их час" in read(known(sign_in("hr"), contest))
    assert not Outcome.objects.exists()


def test_not_while_votes_are_still_being_counted(sign_in):
    contest = ContestFactory(slug="poster", stage=Stage.RESULTS)
    WorkFactory(contest=contest)
    assert "Голоса ещё складываются" in read(known(sign_in("hr"), contest))


def test_hr_sees_no_figures_before_the_hour(sign_in):
    contest = counted(ContestFactory(slug="poster", stage=Stage.JURY), 7, 1)
    page = read(sign_in("hr").get(f"/admin/contests/{contest.pk}/results/"))
    assert "Работа 1" not in page


def test_the_jury_counts_by_the_share_that_was_told(sign_in):
    contest = by_jury(EmployeeFactory())
    counted(contest, 9, 1)
    first, second = contest.works.order_by("number")
    member = JuryMember.objects.get()
    judged(first, member, 2), judged(second, member, 8)
    known(sign_in("hr"), contest)
    assert Award.objects.get(place=1).work == second


def test_who_abstained_or_has_not_handed_in_does_not_count(sign_in):
    contest = counted(by_jury(*EmployeeFactory.create_batch(2)), 1, 1)
    first, second = contest.works.order_by("number")
    one, other = JuryMember.objects.all()
    judged(second, one, 5)
    judged(first, other, 10)
    Review.objects.filter(member=other).update(handed_in_at=None)
    known(sign_in("hr"), contest)
    assert Award.objects.get(place=1).work == second


def test_hr_is_warned_of_members_who_have_handed_in_nothing(sign_in):
    contest = counted(ContestFactory(stage=Stage.RESULTS, jury=[EmployeeFactory(surname="Лебедь")]), 1)
    page = read(sign_in("hr").get(f"/admin/contests/{contest.pk}/results/"))
    assert "Не сдали оценки: Лебедь" in page


def test_a_work_without_votes_or_marks_wins_nothing(sign_in, contest):
    WorkFactory(contest=contest, number=3)
    known(sign_in("hr"), contest)
    assert set(Award.objects.values_list("work__number", flat=True)) == {1, 2}


def test_a_withdrawn_work_takes_no_place(sign_in, contest):
    contest.works.filter(number=1).update(state="withdrawn")
    known(sign_in("hr"), contest)
    assert Award.objects.get(place=1).work.number == 2


def test_results_are_taken_back_and_told_anew(contest, sign_in):
    hr = sign_in("hr")
    known(hr, contest)
    hr.post(f"/admin/contests/{contest.pk}/results/back/")
    assert (Outcome.objects.count(), Award.objects.count(), Notice.objects.filter(text__contains="Итоги").count()) == (
        0,
        0,
        0,
    )
    assert sign_in().get("/contests/poster/results/").status_code == 404
    known(hr, contest)
    assert sign_in().get("/contests/poster/results/").status_code == 200


def test_hr_gives_a_prize_of_another_name(contest, sign_in):
    hr = sign_in("hr")
    hr.post(f"/admin/contests/{contest.pk}/results/prizes/", {"number": 2, "title": "Приз зрителей"})
    known(hr, contest)
    assert "Приз зрителей" in read(sign_in().get("/contests/poster/results/"))


def test_a_prize_for_no_work_is_refused_at_its_field_and_the_words_stay(contest, sign_in):
    answer = sign_in("hr").post(
        f"/admin/contests/{contest.pk}/results/prizes/", {"number": 99, "title": "Приз зрителей"}
    )
    assert answer.status_code == 422
    assert "нет такого номера" in read(answer)
    assert 'value="Приз зрителей"' in read(answer)


def test_the_protocol_is_a_pdf_made_in_the_background(contest, sign_in):
    hr = sign_in("hr")
    known(hr, contest)
    hr.post(f"/admin/contests/{contest.pk}/papers/protocol/")
    run = PaperRun.objects.get()
    tasks.make.func(run.pk)
    assert f"papers/{run.pk}/file/" in read(hr.get(f"/admin/contests/{contest.pk}/results/"))
    made = hr.get(f"/admin/contests/{contest.pk}/papers/{run.pk}/file/")
    assert made["Content-Type"] == "application/pdf"
    assert b"".join(made.streaming_content).startswith(b"%PDF")


def test_no_protocol_of_results_that_are_not_known(contest, sign_in):
    page = read(sign_in("hr").post(f"/admin/contests/{contest.pk}/papers/protocol/", follow=True))
    assert "после того, как итоги объявлены" in page
    assert not PaperRun.objects.exists()


def test_the_page_of_results_asks_fifteen_times_at_most_beside_session_and_user(sign_in):
    contest = ContestFactory(slug="poster", stage=Stage.RESULTS, people_share=100, nominations=("А", "Б", "В"))
    for number, nomination in enumerate(list(contest.nominations.all()) * 5, 1):
        work = WorkFactory(contest=contest, number=number, nomination=nomination, pictures=[PictureFactory()])
        CountedBallot.objects.create(nomination=nomination, work=work)
    VoteClosing.objects.create(contest=contest, voters=15, ballots=15)
    known(sign_in("hr"), contest)
    assert len(cold_queries(sign_in(), "/contests/poster/results/")) <= 15 + 2


def test_the_story_of_the_results_names_nobody_in_what_goes_to_the_channel(contest, sign_in):
    known(sign_in("hr"), contest)
    summary = ResultsPage.objects.get().summary()
    assert summary.people == ()
    assert not [work for work in contest.works.all() if work.author.surname in summary.title + summary.lead]


def test_the_hour_of_results_is_kept_to_the_second(sign_in):
    contest = counted(ContestFactory(slug="poster", stage=Stage.JURY), 1)
    hr = sign_in("hr")
    with time_machine.travel(contest.results_from - timedelta(seconds=1), tick=False):
        known(hr, contest)
    assert not Outcome.objects.exists()
    with time_machine.travel(contest.results_from, tick=False):
        known(sign_in("hr"), contest)
    assert Outcome.objects.exists()
