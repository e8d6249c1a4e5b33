"""Writing the magazine: what the press may do in the CMS, and what nobody may."""

import pytest
from django.db import IntegrityError, transaction

from magazine.factories import ArticleFactory, IssueFactory
from magazine.models import ArticleAuthor, ArticlePage, IssuePage, MagazinePage
from portal.sections import root_page

pytestmark = pytest.mark.django_db


def issue_form(**fields):
    known = {"title": "Мартовский", "slug": "march", "number": 3, "date": "2026-03-20", "audience": "employees"}
    return known | {"editorial": "null", "imprint": "null"} | fields


def test_the_press_makes_an_issue_and_publishes_it(sign_in):
    shelf = MagazinePage.objects.get()
    address = f"/admin/pages/add/magazine/issuepage/{shelf.pk}/"
    sign_in("press").post(address, issue_form(**{"action-publish": "1"}))
    assert IssuePage.objects.live().get().label == "№ 3, март 2026"


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
def test_others_make_no_issue(sign_in, role):
    shelf = MagazinePage.objects.get()
    sign_in(role).post(f"/admin/pages/add/magazine/issuepage/{shelf.pk}/", issue_form())
    assert not IssuePage.objects.exists()


def test_two_issues_of_a_year_cannot_have_one_number(sign_in):
    IssueFactory(number=3)
    shelf = MagazinePage.objects.get()
    answer = sign_in("press").post(f"/admin/pages/add/magazine/issuepage/{shelf.pk}/", issue_form())
    assert "Номер 3 за 2026 год уже есть." in answer.content.decode()


def test_the_database_refuses_a_second_number_too():
    IssueFactory(number=3)
    other = IssueFactory(number=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuePage.objects.filter(pk=other.pk).update(number=3)


@pytest.mark.parametrize("both", [True, False])
def test_an_author_is_an_employee_or_somebody_from_outside(employee, both):
    article = ArticleFactory()
    person, name = (employee(), "Пётр Гость") if both else (None, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleAuthor.objects.create(page=article, employee=person, outside_name=name)


def article_form(article, **author):
    """The form of the article's page with one author."""
    row = {"ORDER": 1, "role": "text", "DELETE": "", "id": "", **author}
    first = {f"authors-0-{name}": value for name, value in row.items()}
    return {
        "title": article.title,
        "slug": article.slug,
        "lead": article.lead,
        "rubric": article.rubric_id,
        "audience": "employees",
        "body-count": 0,
        "authors-TOTAL_FORMS": 1,
        "authors-INITIAL_FORMS": 0,
        "authors-MIN_NUM_FORMS": 0,
        "authors-MAX_NUM_FORMS": 1000,
        "action-publish": "1",
        **first,
    }


def test_the_form_says_what_is_wrong_with_an_author(sign_in):
    article = ArticleFactory()
    form = article_form(article, outside_name="", employee="")
    answer = sign_in("press").post(f"/admin/pages/{article.pk}/edit/", form)
    assert "Выберите сотрудника или впишите имя человека со стороны." in answer.content.decode()


def test_an_article_lives_in_an_issue_only():
    assert ArticlePage.allowed_parent_page_models() == [IssuePage]
    assert IssuePage.allowed_subpage_models() == [ArticlePage]
    assert not MagazinePage.can_create_at(root_page())


def test_an_article_can_be_previewed_before_it_is_published(sign_in):
    article = ArticleFactory(draft=True, title="Ещё не вышло")
    answer = sign_in("press").get(f"/admin/pages/{article.pk}/view_draft/")
    assert "Ещё не вышло" in answer.content.decode()
