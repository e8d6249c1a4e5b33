"""The shelf, the issue and the article as a reader sees them."""

from datetime import date

import pytest

from magazine.factories import ArticleFactory, IssueFactory, RubricFactory, text
from portal.access import Audience
from portal.factories import PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(sign_in):
    """`read(page)` is its HTML for a reader."""
    client = sign_in()
    return lambda page: client.get(page.url).content.decode()


def test_the_shelf_has_its_issues_by_year_newest_first(read):
    IssueFactory(title="Старый", date=date(2025, 12, 1))
    new = IssueFactory(title="Свежий", date=date(2026, 1, 20))
    IssueFactory(title="Недоделанный", draft=True)
    shelf = read(new.get_parent())
    assert shelf.index(">2026<") < shelf.index("Свежий") < shelf.index(">2025<") < shelf.index("Старый")
    assert "Недоделанный" not in shelf


def test_a_cover_is_made_of_a_photo_in_the_house_style(read, sign_in):
    photo = PictureFactory()
    issue = IssueFactory(title="Первый снег", lead="О зиме", cover_photo=photo)
    for page in (read(issue), read(issue.get_parent()), sign_in().get("/").content.decode()):
        made = page[page.index("cover-made") :]
        assert f"/{photo.pk}/" in made or "/renditions/" in made
        assert "Первый\xa0снег" in made.replace("Первый снег", "Первый\xa0снег") and "О\xa0зиме" in made
    assert issue.card().cover == photo


def test_an_issue_lists_its_articles_under_their_rubrics(read):
    issue, report, people = IssueFactory(), RubricFactory(name="Репортаж"), RubricFactory(name="Люди")
    ArticleFactory(issue=issue, title="Ночь", rubric=report)
    ArticleFactory(issue=issue, title="Мастер", rubric=people)
    ArticleFactory(issue=issue, title="День", rubric=report)
    page = read(issue)
    assert page.index("Репортаж") < page.index("Ночь") < page.index("День") < page.index("Мастер")


def test_pages_in_the_contents_follow_the_reading_time(read):
    issue = IssueFactory()
    ArticleFactory(issue=issue, blocks=[text("<p>" + "тепло " * 180 * 4 + "</p>")])
    ArticleFactory(issue=issue)
    page = read(issue)
    assert '<span class="pg">4</span>' in page
    assert '<span class="pg">8</span>' in page


def test_the_reading_time_is_told_in_russian(read):
    assert "5 минут чтения" in read(ArticleFactory(blocks=[text("<p>" + "тепло " * 900 + "</p>")])).replace("\xa0", " ")


def test_an_article_leads_to_the_one_before_and_the_one_after(read):
    issue = IssueFactory()
    first, middle, last = (ArticleFactory(issue=issue, title=title) for title in ("Первая", "Средняя", "Последняя"))
    ArticleFactory(issue=issue, draft=True)
    assert first.url in read(middle)
    assert last.url in read(middle)
    assert "Дальше в номере" not in read(last)


def test_headings_make_the_contents_of_an_article(read):
    page = read(ArticleFactory(blocks=[text(), {"type": "heading", "value": "Карта на столе"}, text()])).replace(
        "\xa0", " "
    )
    assert '<a href="#part-1">Карта на столе</a>' in page
    assert '<h2 id="part-1">Карта на столе</h2>' in page


def test_only_the_first_paragraph_opens_with_a_drop_cap(read):
    assert read(ArticleFactory(blocks=[text(), text()])).count('class="first"') == 1


def test_authors_from_outside_are_named_without_a_link(read):
    assert "<b>Пётр Гость</b>" in read(ArticleFactory(authors=["Пётр Гость"]))


def test_a_picture_that_was_deleted_leaves_no_hole(read):
    gone = PictureFactory()
    article = ArticleFactory(blocks=[{"type": "picture", "value": {"picture": gone.pk, "caption": "Была"}}])
    gone.delete()
    assert "Была" not in read(article)


def test_who_is_signed_out_reads_what_is_for_all_and_is_sent_to_sign_in_from_the_rest(client):
    assert client.get(ArticleFactory(audience=Audience.PUBLIC).url).status_code == 200
    assert client.get(ArticleFactory().url).status_code == 302
