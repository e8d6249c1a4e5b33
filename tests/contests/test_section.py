"""The section, the front page and profiles: what they say of contests, and when."""

import pytest
from django.urls import reverse

from accounts.factories import UserFactory
from contests.factories import ContestFactory, WorkFactory
from contests.models import Award, Outcome
from contests.stages import Stage
from people.factories import EmployeeFactory
from portal.factories import PictureFactory
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db


def text(client, address: str) -> str:
    return client.get(address).content.decode().replace("\xa0", " ")


def test_an_empty_section_says_so(sign_in):
    assert "Конкурсов пока нет" in text(sign_in(), "/contests/")


def test_what_runs_comes_first_then_what_comes_then_what_is_over(sign_in):
    for stage, title in ((Stage.RESULTS, "Прошлый"), (Stage.SOON, "Будущий"), (Stage.VOTING, "Нынешний")):
        ContestFactory(stage=stage, title=title)
    page = text(sign_in(), "/contests/")
    assert page.index("Нынешний") < page.index("Будущий") < page.index("Прошлый")


def test_a_draft_is_nowhere(sign_in):
    ContestFactory(title="Черновик", stage=Stage.VOTING, draft=True)
    assert "Черновик" not in text(sign_in(), "/contests/")
    assert "Черновик" not in text(sign_in(), "/")


def test_the_front_page_asks_for_what_needs_people_now(sign_in):
    ContestFactory(title="Пора голосовать", stage=Stage.VOTING)
    page = text(sign_in(), "/")
    assert "Пора голосовать" in page
    assert "чтобы отдать голос" in page


@pytest.mark.parametrize(
    ("people_share", "without", "said"),
    [(60, (), "60 % — голоса коллег, 40 % — жюри"), (100, (Stage.JURY,), "выбирают голоса коллег")],
)
def test_the_formula_is_said_beforehand(sign_in, people_share, without, said):
    contest = ContestFactory(people_share=people_share, without=without)
    assert said in text(sign_in(), contest.url)


def test_a_profile_tells_of_works_once_names_are_known(sign_in):
    author, member = EmployeeFactory.create_batch(2)
    contest = ContestFactory(stage=Stage.RESULTS)
    work = WorkFactory(contest=contest, author=author, title="Дважды", kind="team", team=[member])
    Award.objects.create(nomination=work.nomination, work=work, place=1)
    assert "Дважды" not in text(sign_in(), author.get_absolute_url())
    Outcome.objects.create(contest=contest)
    for person in (author, member):
        page = text(sign_in(), person.get_absolute_url())
        assert "Дважды" in page
        assert "1-е место" in page


def test_one_s_own_works_are_said_on_the_page_and_to_nobody_else(sign_in):
    employee = EmployeeFactory()
    reader = sign_in()
    employee.user_id = int(reader.session["_auth_user_id"])
    employee.save()
    contest = ContestFactory()
    WorkFactory(contest=contest, author=employee, title="Дважды")
    assert "Дважды" in text(reader, contest.url)
    assert "Дважды" not in text(sign_in(), contest.url)


def test_the_section_costs_as_much_with_many_contests(sign_in):
    def some():
        for stage in (Stage.SOON, Stage.ENTRIES, Stage.VOTING, Stage.RESULTS):
            ContestFactory(stage=stage, cover=PictureFactory())

    some()
    few = len(cold_queries(sign_in(), "/contests/"))
    some()
    some()
    assert len(cold_queries(sign_in(), "/contests/")) == few <= 18


@pytest.mark.parametrize("role", ["author", "filed_by", "team"])
def test_whoever_has_to_do_with_a_work_finds_it_on_the_page_and_among_his_own(sign_in, role):
    person = EmployeeFactory(user=UserFactory())
    work = WorkFactory(title="Дважды", number=7, **{role: [person] if role == "team" else person})
    reader = sign_in(person.user)
    assert "Дважды" in text(reader, work.contest.url)
    assert reverse("contests:work", args=[work.contest.slug, 7]) in text(reader, reverse("contests:mine"))
