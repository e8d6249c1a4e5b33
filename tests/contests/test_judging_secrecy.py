"""What a member thinks of a work: seen by other members once their own marks are in, and by nobody else before the results."""

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, Revision

from contests.factories import ContestFactory, WorkFactory
from contests.models import JuryMember, Review
from contests.stages import Stage
from engagement.models import Notice
from tests.contests.jury import abstain, judge, person, text
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db
REMARK = "Тень лежит неверно"
MARK = "73 %"
SHEET = "/contests/poster/jury/7/"


@pytest.fixture
def jury():
    return [person(surname=surname) for surname in ("Первова", "Вторых", "Третьяк")]


@pytest.fixture
def work(jury):
    seats = [member.employee for member in jury]
    contest = ContestFactory(slug="poster", stage=Stage.JURY, criteria=("Понятность",), jury=seats)
    contest.criteria.update(most=100)
    work = WorkFactory(contest=contest, number=7)
    judge(jury[0], work, 73, remark=REMARK)
    return work


def seen(client, address=SHEET) -> bool:
    page = text(client, address)
    return any(told in page for told in (REMARK, MARK, ">73<", 'value="73"'))


def test_marks_of_others_are_seen_once_ones_own_are_in(jury, work):
    assert not seen(jury[1])
    judge(jury[1], work, 50, act="keep")
    assert not seen(jury[1])
    judge(jury[1], work, 50)
    page = text(jury[1], SHEET)
    assert REMARK in page
    assert "Первова" in page
    assert "61,5 %" in page
    assert not seen(jury[2])


def test_whoever_abstains_sees_no_marks(jury, work):
    abstain(jury[1], work)
    assert not seen(jury[1])
    jury[1].post(SHEET, {"act": "judge"})
    assert not seen(jury[1])


def test_the_maker_in_the_jury_sees_no_marks(jury, work):
    work.author = jury[2].employee
    work.save()
    assert not seen(jury[2])


def test_a_draft_is_seen_by_nobody_and_counts_for_nothing(jury, work):
    judge(jury[1], work, 11, act="keep", remark="Черновая мысль")
    page = text(jury[0], SHEET)
    assert "Черновая мысль" not in page
    assert "Пока только ваша" in page


def test_an_abstention_is_in_no_mean(jury, work):
    abstain(jury[1], work, "соседи по гаражу")
    page = text(jury[0], SHEET)
    assert page.count(MARK) == 3
    assert "соседи по гаражу" not in page


def test_after_the_close_who_judged_nothing_sees_nothing(jury, work):
    with time_machine.travel(work.contest.results_from, tick=False):
        for member in jury[:2]:
            member.force_login(member.employee.user)
        assert seen(jury[0])
        assert not seen(jury[1])


@pytest.mark.parametrize("role", ["employee", "hr", "press", "jury", "admin"])
def test_who_has_no_seat_finds_no_page(work, role):
    other = person(role)
    ContestFactory(slug="other", stage=Stage.JURY, jury=[other.employee])
    for address in ("/contests/poster/jury/", SHEET):
        assert other.get(address).status_code == 404
    assert judge(other, work).status_code == 404
    assert abstain(other, work).status_code == 404
    assert Review.objects.count() == 1


def test_a_stranger_signs_in_and_who_has_left_has_no_seat(client, jury, work):
    assert client.get(SHEET).url.startswith("/login/")
    jury[1].employee.left_on = "2020-01-01"
    jury[1].employee.save()
    assert jury[1].get(SHEET).status_code == 404


def test_hr_sees_who_has_handed_in_and_no_points(jury, work):
    hr = person("hr")
    judge(jury[1], work, 42, act="keep")
    page = text(hr, reverse("contests_jury", args=[work.contest_id]))
    assert "1 из 1" in page
    assert "0 из 1" in page
    for name in ("contests_jury", "contests_course", "contests_results"):
        assert not seen(hr, reverse(name, args=[work.contest_id]))


def test_nothing_is_left_where_others_look(jury, work):
    judge(jury[0], work, 74, remark=REMARK)
    abstain(jury[1], work)
    reviews = {"review", "score"}
    assert not ReferenceIndex.objects.filter(base_content_type__model__in=reviews).exists()
    assert not Revision.objects.filter(base_content_type__model__in=reviews).exists()
    assert not ModelLogEntry.objects.filter(content_type__model__in=reviews).exists()
    assert REMARK not in str(list(PageLogEntry.objects.values())) + str(list(Revision.objects.values()))
    assert not Notice.objects.filter(employee__in=JuryMember.objects.values("employee")).exists()


@pytest.mark.parametrize(
    "address", ["/contests/", "/contests/poster/", "/contests/poster/works/7/", "/search/?q=тень", "/"]
)
def test_no_page_tells_marks_or_remarks(jury, work, address):
    for client in (jury[1], person(), person("hr")):
        page = text(client, address)
        assert REMARK not in page
        assert MARK not in page


def test_the_sheet_costs_the_same_for_one_mark_and_for_many(jury, work):
    one = len(cold_queries(jury[0], SHEET))
    for member in jury[1:]:
        judge(member, work, 50)
    assert len(cold_queries(jury[0], SHEET)) == one
