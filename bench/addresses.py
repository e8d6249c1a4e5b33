"""Runs inside the portal: one address of each page type, and a session to ask them with."""

import json

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from magazine.models import ArticlePage, IssuePage
from news.models import NewsPage
from people.models import Employee, Subdivision


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
        "issue": IssuePage.objects.live().first().url,
        "article": ArticlePage.objects.live().first().url,
        "people": "/people/",
        "filtered": "/people/?town=%D0%9C%D0%B0%D0%B9%D0%BA%D0%BE%D0%BF",
        "units": "/people/units/",
        "unit": f"/people/units/{Subdivision.objects.filter(depth=1).first().slug}/",
        "profile": f"/people/{person.slug}/",
        "channel": "/channel/",
    }
    print(json.dumps({"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", **pages}))
