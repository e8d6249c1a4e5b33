"""Pages of the magazine take the same number of queries, however much they show."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from magazine.factories import ArticleFactory, IssueFactory, picture, quote, text
from portal.factories import PictureFactory
from tests.blocks import facts, interview, story, timeline
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db
MOST = 17  # fifteen beside session and user
ARTICLE = 17
STORIES = 2  # which of them are live, and the articles among them


def rich_article(employee, size: int, **fields):
    """An article with so many pictures, mentions and authors."""
    blocks = [text()]
    for _ in range(size):
        blocks += [picture(PictureFactory()), quote(employee())]
    return ArticleFactory(blocks=blocks, authors=[employee() for _ in range(size)], cover=PictureFactory(), **fields)


@pytest.mark.parametrize("size", [1, 6])
def test_an_article_takes_as_many_queries_with_one_picture_as_with_six(sign_in, employee, size):
    article = rich_article(employee, size)
    for _ in range(size):
        ArticleFactory(issue=article.get_parent(), cover=PictureFactory())
    assert len(cold_queries(sign_in(), article.url)) == ARTICLE


@pytest.mark.parametrize("size", [1, 6])
def test_stories_interviews_and_pictures_of_chronologies_are_fetched_together(sign_in, employee, size):
    blocks = [text(), picture(PictureFactory())]
    for _ in range(size):
        mention = f'<p><a linktype="employee" id="{employee().pk}">Зареме</a></p>'
        blocks += [
            interview(employee()),
            facts(mention),
            timeline(PictureFactory()),
            story(ArticleFactory(cover=PictureFactory())),
        ]
    article = ArticleFactory(blocks=blocks, authors=[employee()], cover=PictureFactory())
    ArticleFactory(issue=article.get_parent(), cover=PictureFactory())
    assert len(cold_queries(sign_in(), article.url)) == ARTICLE + STORIES


@pytest.mark.parametrize("size", [2, 9])
def test_an_issue_takes_as_many_queries_with_two_articles_as_with_nine(sign_in, employee, size):
    issue = IssueFactory(cover=PictureFactory(), editor=employee(), editorial="<p>Слово</p>")
    for _ in range(size):
        ArticleFactory(issue=issue, cover=PictureFactory())
    assert len(cold_queries(sign_in(), issue.url)) <= MOST


@pytest.mark.parametrize("size", [2, 9])
def test_the_shelf_takes_as_many_queries_with_two_issues_as_with_nine(sign_in, size):
    for _ in range(size):
        IssueFactory(cover=PictureFactory())
    assert len(cold_queries(sign_in(), "/magazine/")) <= MOST


def test_a_long_article_is_light_and_costs_two_queries_when_it_is_kept(sign_in, employee):
    """3,000 words, 20 pictures, 10 people: fifteen queries beside session and user, then one; 100 kB packed at most."""
    blocks = []
    for number in range(20):
        words = "<p>" + " ".join(f"слово{number}{word}" for word in range(150)) + "</p>"
        blocks += [text(words), picture(PictureFactory(), f"Снимок {number}")]
    people = [employee() for _ in range(10)]
    blocks += [quote(person) for person in people[:8]]
    article = ArticleFactory(blocks=blocks, authors=people[8:], cover=PictureFactory())
    client = sign_in()
    assert len(cold_queries(client, article.url)) <= ARTICLE
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(article.url)
    assert len(queries) <= 2 + 2  # session and user, and two
    assert len(gzip.compress(answer.content)) < 100_000
