"""The front page and the news take the same number of queries, however much there is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import DayLine
from magazine.factories import ArticleFactory, IssueFactory
from news.factories import NewsFactory
from portal.factories import PictureFactory
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [1, 8])
def test_the_front_page_takes_at_most_twenty_queries(sign_in, size):
    DayLine.objects.create(outdoor=-3, supply=78, returning=52)
    issue = IssueFactory(cover=PictureFactory())
    for _ in range(size):
        NewsFactory(cover=PictureFactory(), urgent_until=timezone.now() + timedelta(hours=1))
        ArticleFactory(issue=issue, cover=PictureFactory())
    assert len(cold_queries(sign_in(), "/")) <= 22  # session and user beside the twenty


@pytest.mark.parametrize("size", [1, 8])
def test_news_takes_at_most_fifteen_queries(sign_in, size):
    pages = [NewsFactory(cover=PictureFactory()) for _ in range(size)]
    client = sign_in()
    assert len(cold_queries(client, "/news/")) <= 15
    assert len(cold_queries(client, pages[0].url)) <= 15
