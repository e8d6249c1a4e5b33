"""What the search finds of contests: what is published, and of works nothing that names a hidden author."""

import pytest

from contests.factories import ContestFactory, WorkFactory
from contests.models import ResultsPage
from contests.stages import Stage
from people.factories import EmployeeFactory
from portal.publishing import publish_under
from tests.reading import read

pytestmark = pytest.mark.django_db


def found(client, query: str) -> list[str]:
    blocks = client.get("/search/", {"q": query}).context["blocks"]
    return [card.summary.title for block in blocks for card in block.items]


def test_a_published_contest_is_found_by_its_name_and_rules_and_a_draft_is_not(sign_in):
    ContestFactory(title="Бережём руки", rules="<p>Рисуйте рукавицы.</p>")
    ContestFactory(title="Секретный рукав", rules="<p>Рисуйте рукавицы.</p>", draft=True)
    for query in ("бережём", "рукавицы"):
        assert "Бережём руки" in found(sign_in(), query)
    assert "Секретный рукав" not in found(sign_in(), "рукавицы") + found(sign_in(), "секретный")


@pytest.mark.parametrize("query", ["Кувшинка", "Хачемизов", "Соня"])
def test_a_blind_work_is_found_neither_by_its_title_nor_by_its_people(sign_in, query):
    author = EmployeeFactory(surname="Хачемизов")
    contest = ContestFactory(title="Бережём руки", stage=Stage.VOTING)
    WorkFactory(contest=contest, author=author, title="Кувшинка", child_name="Соня")
    page = read(sign_in().get("/search/", {"q": query}))
    assert "Бережём руки" not in page
    assert f"/contests/{contest.slug}/" not in page


def test_the_page_of_results_is_found_once_it_is_published(sign_in):
    contest = ContestFactory(title="Бережём руки", stage=Stage.RESULTS)
    assert "Итоги: Бережём руки" not in found(sign_in(), "итоги")
    publish_under(contest, ResultsPage.of(contest))
    assert "Итоги: Бережём руки" in found(sign_in(), "итоги")
