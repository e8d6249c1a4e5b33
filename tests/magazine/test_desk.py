"""The desk of an issue: what is missing, in which order, who holds what."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from magazine.desk.ordering import moved
from magazine.factories import ArticleFactory, IssueFactory, RubricFactory, picture, quote
from magazine.models import ArticlePage, Assignment
from portal.factories import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return IssueFactory(draft=True)


def address(issue) -> str:
    return f"/admin/magazine/issues/{issue.pk}/"


def shown(client, issue) -> str:
    answer = client.get(address(issue))
    assert answer.status_code == 200
    return answer.content.decode()


def order(issue) -> list[str]:
    return list(ArticlePage.objects.child_of(issue).order_by("path").values_list("title", flat=True))


def test_the_desk_names_what_an_article_lacks(sign_in, issue, employee):
    alone = PictureFactory(description="")
    silent = employee("Пётр", "Молчанов")
    ArticleFactory(issue=issue, draft=True, blocks=[picture(alone), quote(silent)])
    page = shown(sign_in("press"), issue)
    for lack in ("нет обложки", "нет автора", "без описания снимков: 1", "нет согласия: Пётр Молчанов", "не вычитано"):
        assert lack in page
    assert "Готово материалов: 0 из 1" in page


def test_an_empty_article_says_so(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True, blocks=[])
    article.lead = ""
    article.save_revision(clean=False)
    page = shown(sign_in("press"), issue)
    assert "нет текста" in page and "нет лида — без этого номер не выйдет" in page


def test_an_article_is_ready_when_it_was_proofread_and_not_changed_since(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True, cover=PictureFactory(), authors=["Пётр Гость"])
    client = sign_in("press")
    assert "не вычитано" in shown(client, issue)
    client.post(f"{address(issue)}articles/{article.pk}/proofread/")
    assert "Вычитано" in shown(client, issue)
    client.post(f"{address(issue)}articles/{article.pk}/approve/")
    assert "Готово материалов: 1 из 1" in shown(client, issue)
    ArticlePage.objects.get(pk=article.pk).save_revision()
    assert "не вычитано" in shown(client, issue)


def test_a_day_and_a_person_are_kept_and_a_wrong_day_is_said_at_its_field(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True)
    client = sign_in("press")
    press = get_user_model().objects.get(pk=client.session["_auth_user_id"])
    names = {"responsible": f"a{article.pk}-responsible", "due": f"a{article.pk}-due"}
    wrong = client.post(address(issue), {names["responsible"]: press.pk, names["due"]: "послезавтра"})
    assert wrong.status_code == 422
    assert "послезавтра" in wrong.content.decode()
    client.post(address(issue), {names["responsible"]: press.pk, names["due"]: "01.12.2026"})
    kept = Assignment.objects.get(article=article)
    assert (kept.responsible, f"{kept.due:%d.%m}") == (press, "01.12")


def test_an_older_revision_does_not_bring_old_dates_back(issue):
    article = ArticleFactory(issue=issue, draft=True)
    Assignment.objects.create(article=article, due="2026-12-01")
    article.get_latest_revision().publish()
    assert f"{Assignment.objects.get(article=article).due:%d.%m}" == "01.12"


@pytest.fixture
def four(issue):
    """Two rubrics of two articles: А Б, В Г."""
    first, second = RubricFactory(name="Люди"), RubricFactory(name="История")
    made = zip("АБВГ", (first, first, second, second), strict=True)
    return [ArticleFactory(issue=issue, draft=True, title=title, rubric=rubric) for title, rubric in made]


def test_an_article_is_dragged_inside_its_rubric(sign_in, issue, four):
    client = sign_in("press")
    assert client.post(f"{address(issue)}articles/{four[3].pk}/move/?position=0").status_code == 204
    assert order(issue) == ["А", "Б", "Г", "В"]
    client.post(f"{address(issue)}articles/{four[0].pk}/move/?by=1")
    assert order(issue) == ["Б", "А", "Г", "В"]


def test_a_rubric_is_dragged_with_its_articles(sign_in, issue, four):
    client = sign_in("press")
    client.post(f"{address(issue)}rubrics/{four[2].rubric_id}/move/?position=0")
    assert order(issue) == ["В", "Г", "А", "Б"]


def test_beyond_the_ends_nothing_breaks(sign_in, issue, four):
    client = sign_in("press")
    client.post(f"{address(issue)}articles/{four[0].pk}/move/?by=-1")
    client.post(f"{address(issue)}articles/{four[3].pk}/move/?position=99")
    assert order(issue) == ["А", "Б", "В", "Г"]
    assert client.post(f"{address(issue)}articles/{four[0].pk}/move/?position=наверх").status_code == 400
    assert client.post(f"{address(issue)}articles/{four[0].pk}/move/").status_code == 400


def test_what_is_not_of_this_issue_is_not_moved(sign_in, issue, four):
    other = ArticleFactory(issue=IssueFactory(draft=True), draft=True)
    client = sign_in("press")
    assert client.post(f"{address(issue)}articles/{other.pk}/move/?position=0").status_code == 409
    assert client.post(f"{address(issue)}rubrics/{other.rubric_id}/move/?position=0").status_code == 409


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
def test_others_see_no_desk_and_move_nothing(sign_in, issue, four, role):
    client = sign_in(role)
    assert "Стол номера" not in client.get(address(issue), follow=True).content.decode()
    client.post(f"{address(issue)}articles/{four[3].pk}/move/?position=0")
    assert order(issue) == ["А", "Б", "В", "Г"]


def test_the_desk_asks_as_much_for_three_articles_as_for_thirty(sign_in, issue, employee):
    def article():
        shown_here = [picture(PictureFactory()), quote(employee())]
        return ArticleFactory(issue=issue, draft=True, blocks=shown_here, rubric=rubric)

    rubric, client = RubricFactory(), sign_in("press")
    for _ in range(3):
        article()
    shown(client, issue)
    with CaptureQueriesContext(connection) as few:
        shown(client, issue)
    for _ in range(27):
        article()
    with CaptureQueriesContext(connection) as many:
        shown(client, issue)
    assert len(many) == len(few)


def test_the_issue_and_its_articles_lead_to_the_desk(sign_in, issue):
    article = ArticleFactory(issue=issue, draft=True)
    client = sign_in("press")
    for page in (issue, article):
        assert address(issue) in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_keeps_the_others_in_their_order(items, data):
    item, position = data.draw(st.sampled_from(items)), data.draw(st.integers(-3, 20))
    after = moved(items, item, position)
    assert [other for other in after if other != item] == [other for other in items if other != item]
    assert after.index(item) == min(max(position, 0), len(items) - 1)
