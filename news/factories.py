"""News for tests: published as in the CMS."""

import json

import factory

from news.models import NewsIndexPage, NewsPage, Rubric
from portal.publishing import add_draft, publish_under

BODY = json.dumps([{"type": "text", "value": "<p>Насос запустили в девять утра.</p>"}])


class RubricFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rubric
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Рубрика {n}")
    slug = factory.Sequence(lambda n: f"rubric-{n}")


class NewsFactory(factory.Factory):
    """Published news. `when=` dates it, `draft=True` leaves it unpublished, `tags=` takes words."""

    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Новый насос номер {n}")
    slug = factory.Sequence(lambda n: f"news-{n}")
    lead = "Прежний служил с 1987 года."
    rubric = factory.SubFactory(RubricFactory)
    body = BODY

    @classmethod
    def _create(cls, model_class, *, when=None, draft=False, tags=(), **fields):
        page = model_class(**fields)
        page.tags.add(*tags)
        section = NewsIndexPage.objects.get()
        return add_draft(section, page) if draft else publish_under(section, page, when)
