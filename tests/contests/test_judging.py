"""The jury at work: points are kept as one goes, handed in, changed until the close; one's own work is judged by others."""

from datetime import timedelta

import pytest
import time_machine

from contests.factories import ContestFactory, WorkFactory
from contests.models import JuryMember, Nomination, Review, Score
from contests.stages import Stage
from tests.contests.jury import abstain, judge, person, sheet, text
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db
BY_ITSELF = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
SECOND = timedelta(seconds=1)
PILE = "/contests/poster/jury/"


@pytest.fixture
def member():
    return person()


@pytest.fixture
def contest(member):
    return ContestFactory(slug="poster", stage=Stage.JURY, criteria=("Понятность", "Душа"), jury=[member.employee])


def points() -> list[int]:
    return list(Score.objects.order_by("criterion").values_list("points", flat=True))


def test_the_pile_says_how_far_one_is(member, contest):
    first, second = (WorkFactory(contest=contest, title=title) for title in ("Бирка", "Каска"))
    judge(member, first)
    page = text(member, PILE)
    assert "Осталось оценить 1 работу" in page
    assert second.title in page
    assert first.title not in page
    assert "70 %" in text(member, "/contests/poster/jury/?show=done")


def test_only_the_works_of_ones_nominations_are_in_the_pile(member, contest):
    poster, photo = contest.nominations.get(), Nomination.objects.create(contest=contest, title="Снимок")
    theirs = WorkFactory(contest=contest, nomination=poster, title="Плакат соседа")
    mine = WorkFactory(contest=contest, nomination=photo, title="Мой снимок")
    JuryMember.nominations.through.objects.create(jurymember=JuryMember.objects.get(), nomination=photo)
    assert mine.title in text(member, PILE)
    assert theirs.title not in text(member, PILE)
    assert judge(member, theirs).status_code == 404


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "rejected", "withdrawn"])
def test_what_is_not_accepted_is_not_judged(member, contest, state):
    work = WorkFactory(contest=contest, state=state)
    assert judge(member, work).status_code == 404
    assert not Review.objects.exists()


def test_points_are_kept_by_themselves_and_come_back(member, contest):
    work = WorkFactory(contest=contest, number=7)
    answer = judge(member, work, [4, ""], act="", **BY_ITSELF)
    assert "at" in answer.json()
    assert points() == [4]
    page = text(member, "/contests/poster/jury/7/")
    assert page.count(" checked") == 1
    assert Review.objects.get().handed_in_at is None


def test_a_point_that_was_taken_away_is_kept_as_none(member, contest):
    work = WorkFactory(contest=contest)
    judge(member, work, [4, 5], act="keep")
    judge(member, work, ["", 6], act="keep")
    assert points() == [6]


def test_handing_in_needs_every_criterion_and_keeps_what_was_typed(member, contest):
    answer = judge(member, WorkFactory(contest=contest), [4, ""], remark="Хорош цвет")
    assert answer.status_code == 422
    assert "Поставьте балл от 0 до 10." in answer.content.decode()
    assert "Хорош цвет" in answer.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize("wrong", ["11", "-1", "5.5", "много", "100"])
def test_no_more_points_than_the_most_of_the_criterion(member, contest, wrong):
    answer = judge(member, WorkFactory(contest=contest), [wrong, 1])
    assert answer.status_code == 422
    assert not Score.objects.exists()


def test_many_points_are_typed(member, contest):
    contest.criteria.update(most=100)
    work = WorkFactory(contest=contest)
    assert judge(member, work, [101, 100]).status_code == 422
    judge(member, work, [88, 100])
    assert points() == [88, 100]


def test_one_goes_on_to_the_next_work_and_in_the_end_home(member, contest):
    first, second = WorkFactory.create_batch(2, contest=contest)
    assert judge(member, first, act="hand_in_next").url == f"/contests/poster/jury/{second.number}/#top"
    assert judge(member, second, act="hand_in_next").url == PILE
    assert "Всё оценено" in text(member, PILE)


def test_a_change_after_handing_in_is_noted(member, contest):
    work = WorkFactory(contest=contest)
    judge(member, work, 7)
    judge(member, work, 7)
    assert Review.objects.get().changed_at is None
    judge(member, work, 9)
    assert Review.objects.get().changed_at > Review.objects.get().handed_in_at
    assert points() == [9, 9]


def test_a_double_click_is_one_review_and_an_old_window_overwrites_nothing(member, contest):
    work = WorkFactory(contest=contest)
    assert [judge(member, work, 7).status_code for _ in range(3)] == [302, 302, 302]
    late = judge(member, work, 1, act="", **BY_ITSELF)
    assert late.status_code == 409
    assert "уже сдана" in late.json()["error"]
    assert points() == [7, 7]
    assert Review.objects.count() == 1


def test_a_conflict_is_declared_with_its_reason_and_taken_back(member, contest):
    work = WorkFactory(contest=contest)
    judge(member, work)
    abstain(member, work)
    review = Review.objects.get()
    assert (review.abstained, review.why_abstained, points()) == (True, "мы вместе работаем", [])
    member.post(f"/contests/poster/jury/{work.number}/", {"act": "judge"})
    assert Review.objects.get().handed_in_at is None


def test_a_conflict_needs_a_reason(member, contest):
    answer = abstain(member, WorkFactory(contest=contest), " ")
    assert answer.status_code == 422
    assert "Напишите в двух словах, почему." in answer.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize("how", ["alone", "team"])
def test_ones_own_work_is_judged_by_others(member, contest, how):
    own = {"author": member.employee} if how == "alone" else {"kind": "team", "team": [member.employee]}
    work = WorkFactory(contest=contest, **own)
    assert "её судят другие" in text(member, f"/contests/poster/jury/{work.number}/")
    for act in ("keep", "hand_in", "hand_in_next"):
        assert judge(member, work, act=act).status_code == 409
    assert abstain(member, work).status_code == 409
    assert not Review.objects.exists()


def test_ones_family_work_is_ones_own_and_one_filed_for_a_colleague_is_not(member, contest):
    child = {"kind": "family", "child_name": "Соня", "child_age": "7-10", "parent_agreed_at": contest.entries_from}
    family = WorkFactory(contest=contest, author=member.employee, **child)
    paper = WorkFactory(contest=contest, filed_by=member.employee)
    assert judge(member, family).status_code == 409
    assert judge(member, paper).status_code == 302


def test_judging_is_open_from_the_first_instant_until_the_close_to_the_second(member, contest):
    work = WorkFactory(contest=contest)
    moments = [
        (contest.jury_from - SECOND, 409),
        (contest.jury_from, 302),
        (contest.results_from - SECOND, 302),
        (contest.results_from, 409),
    ]
    for moment, status in moments:
        with time_machine.travel(moment, tick=False):
            member.force_login(member.employee.user)
            assert judge(member, work).status_code == status


def test_before_the_jury_begins_there_is_nothing_to_see(member, contest):
    work = WorkFactory(contest=contest)
    with time_machine.travel(contest.jury_from - SECOND, tick=False):
        member.force_login(member.employee.user)
        assert "Судейство начнётся" in text(member, PILE)
        assert work.title not in text(member, PILE)
        assert member.get(f"/contests/poster/jury/{work.number}/").status_code == 302


def test_after_the_close_ones_own_points_are_read(member, contest):
    work = WorkFactory(contest=contest)
    judge(member, work, remark="Хорош цвет")
    with time_machine.travel(contest.results_from, tick=False):
        member.force_login(member.employee.user)
        page = text(member, f"/contests/poster/jury/{work.number}/")
        assert "70 %" in text(member, PILE)
    assert "Хорош цвет" in page
    assert "<button class" not in page[page.index('class="scores"') : page.index("</draft-keeper>")]


def test_makers_are_hidden_while_the_contest_is_blind(member, contest):
    work = WorkFactory(contest=contest, author__surname="Тайнов")
    assert "Тайнов" not in text(member, f"/contests/poster/jury/{work.number}/")
    assert "Тайнов" not in text(member, PILE)
    type(contest).objects.filter(pk=contest.pk).update(blind=False)
    assert "Тайнов" in text(member, f"/contests/poster/jury/{work.number}/")


def test_the_pile_costs_the_same_for_five_works_and_for_sixty(member, contest):
    def cost() -> int:
        return len(cold_queries(member, PILE))

    for work in WorkFactory.create_batch(5, contest=contest)[:2]:
        judge(member, work)
    five = cost()
    WorkFactory.create_batch(55, contest=contest)
    assert cost() == five


def test_the_sheet_sends_what_it_shows(member, contest):
    work = WorkFactory(contest=contest)
    page = text(member, f"/contests/poster/jury/{work.number}/")
    for name in sheet(contest, 1):
        assert f'name="{name}"' in page
