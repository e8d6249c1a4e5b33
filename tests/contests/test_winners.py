"""The winners of a year, contest by contest."""

import pytest

from contests.factories import ContestFactory, WorkFactory
from contests.models import Award, Outcome
from contests.stages import Stage
from portal.factories import PictureFactory
from tests.reading import read

pytestmark = pytest.mark.django_db


def over(when=None, **fields):
    contest = ContestFactory(stage=Stage.RESULTS, **fields)
    work = WorkFactory(contest=contest, number=1, pictures=[PictureFactory()])
    Award.objects.create(nomination=work.nomination, work=work, place=1)
    Outcome.objects.create(contest=contest)
    return contest


def year_of(contest):
    return f"/contests/winners/{contest.results_from.year}/"


def test_the_year_shows_places_with_names(sign_in):
    contest = over(title="Плакат", slug="poster")
    page = read(sign_in().get("/contests/winners/", follow=True))
    assert "Плакат" in page
    assert contest.works.get().author.full_name in page


def test_a_contest_without_results_is_not_there(sign_in):
    ContestFactory(title="Ещё идёт", stage=Stage.RESULTS)
    page = read(sign_in().get("/contests/winners/", follow=True))
    assert "Ещё идёт" not in page
    assert "победителей ещё нет" in page


def test_a_year_nobody_has_seen_is_404(sign_in):
    over()
    assert sign_in().get("/contests/winners/1999/").status_code == 404


def test_the_section_leads_there(sign_in):
    over()
    assert "/contests/winners/" in read(sign_in().get("/contests/"))


def test_results_that_are_taken_back_leave_at_once(sign_in):
    contest = over(title="Плакат", slug="poster")
    reader = sign_in()
    assert "Плакат" in read(reader.get(year_of(contest)))
    contest.outcome.delete()
    assert "Плакат" not in read(reader.get(year_of(contest)))


def test_the_page_costs_the_same_however_many_contests_there_are(sign_in, django_assert_max_num_queries):
    contest = over()
    reader = sign_in()
    reader.get("/me/notices/")
    with django_assert_max_num_queries(24):
        reader.get(year_of(contest))
    for _ in range(5):
        over()
    with django_assert_max_num_queries(24):
        reader.get(f"{year_of(contest)}?page=1")
