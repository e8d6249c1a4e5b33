"""Runs inside the portal: one address of each page type, and a session to ask them with."""

import json

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from magazine.factories import ArticleFactory, picture, quote, text
from magazine.models import ArticlePage, IssuePage
from news.models import NewsPage
from people.models import Employee, Subdivision
from portal.images import Picture

LONG = "long-article-of-the-bench"


def show() -> None:
    """Prints JSON: the cookie, and the address by page type."""
    client = Client()
    client.force_login(get_user_model().objects.get(username="reader"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    person = Employee.objects.exclude(photo=None).first()
    pages = {
        "home": "/",
        "news": "/news/",
        "news item": NewsPage.objects.live().first().url,
        "magazine": "/magazine/",
        "rubric": reverse("magazine:rubric", args=[_most(ArticlePage, "rubric__slug")]),
        "tag": reverse("magazine:tag", args=[_most(ArticlePage, "tags__slug")]),
        "issue": IssuePage.objects.live().first().url,
        "article": ArticlePage.objects.live().first().url,
        "long article": _long_article().url,
        "people": "/people/",
        "filtered": "/people/?town=%D0%9C%D0%B0%D0%B9%D0%BA%D0%BE%D0%BF",
        "units": "/people/units/",
        "unit": f"/people/units/{Subdivision.objects.filter(depth=1).first().slug}/",
        "profile": f"/people/{person.slug}/",
        "channel": "/channel/",
    }
    print(json.dumps({"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", **pages}))


def _most(pages, field: str) -> str:
    """The value that most of them have."""
    counted = pages.objects.live().order_by().values_list(field).exclude(**{field: None}).annotate(number=Count("pk"))
    return counted.order_by("-number")[0][0]


def _long_article() -> ArticlePage:
    """3,000 words, 20 pictures, 10 people."""
    if standing := ArticlePage.objects.filter(slug=LONG).first():
        return standing
    words = "<p>" + "Тепло приходит в дома по трубам, за которыми смотрят. " * 19 + "</p>"
    pictures, people = list(Picture.objects.order_by("pk")[:20]), list(Employee.objects.exclude(photo=None)[:10])
    blocks = [block for shown in pictures for block in (text(words), picture(shown, "Смена на трассе"))]
    blocks += [quote(person) for person in people[:8]]
    issue = IssuePage.objects.live().first()
    return ArticleFactory(issue=issue, slug=LONG, blocks=blocks, authors=people[8:], cover=pictures[0])
