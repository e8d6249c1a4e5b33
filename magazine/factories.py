"""Issues and articles for tests: published as in the CMS."""

import json
from datetime import date

import factory

from magazine.models import ArticleAuthor, ArticlePage, IssuePage, MagazinePage, Rubric
from portal.publishing import add_draft, publish_under


def text(html: str = "<p>Давление упало сразу, без предупреждения.</p>") -> dict:
    """A block of text."""
    return {"type": "text", "value": html}


def quote(employee, words: str = "Тёплая!") -> dict:
    """A block that quotes an employee, and so mentions him or her."""
    return {"type": "quote", "value": {"text": words, "employee": employee.pk}}


def picture(image, caption: str = "") -> dict:
    """A block with one picture."""
    return {"type": "picture", "value": {"picture": image.pk, "caption": caption, "credit": "", "bleed": False}}


class RubricFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rubric
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Рубрика {n}")
    slug = factory.Sequence(lambda n: f"rubric-{n}")


class IssueFactory(factory.Factory):
    """A published issue of 2026; its number follows the sequence unless given."""

    class Meta:
        model = IssuePage

    number = factory.Sequence(lambda n: n + 1)
    date = date(2026, 2, 20)
    title = "Февральский номер"
    slug = factory.LazyAttribute(lambda o: f"{o.date.year}-{o.number}")

    @classmethod
    def _create(cls, model_class, *, draft=False, **fields):
        put = add_draft if draft else publish_under
        return put(MagazinePage.objects.get(), model_class(**fields))


class ArticleFactory(factory.Factory):
    """A published article. `blocks` are raw blocks (`text`, `quote`, …), `authors` employees or names from outside."""

    class Meta:
        model = ArticlePage

    issue = factory.SubFactory(IssueFactory)
    title = factory.Sequence(lambda n: f"Шесть часов до рассвета {n}")
    slug = factory.Sequence(lambda n: f"article-{n}")
    lead = "Ночь аварии по минутам."
    rubric = factory.SubFactory(RubricFactory)
    blocks = factory.LazyFunction(lambda: [text()])

    @classmethod
    def _create(cls, model_class, *, issue, blocks, authors=(), tags=(), when=None, draft=False, **fields):
        page = model_class(body=json.dumps(blocks), **fields)
        page.authors = [author_row(author) for author in authors]
        page.tags.add(*tags)
        return add_draft(issue, page) if draft else publish_under(issue, page, when)


def author_row(author, role: str = ArticleAuthor.Role.TEXT) -> ArticleAuthor:
    """A row for an employee, or for the name of somebody from outside."""
    if isinstance(author, str):
        return ArticleAuthor(outside_name=author, role=role)
    return ArticleAuthor(employee=author, role=role)
