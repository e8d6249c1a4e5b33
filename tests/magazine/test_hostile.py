"""What is not published is told nowhere in the magazine, and no text of an issue or an article becomes code."""

import pytest
from django.urls import reverse
from django.utils import timezone

from magazine.archive.forms import take
from magazine.factories import ArticleFactory, IssueFactory, RubricFactory, picture, quote
from magazine.models import ArticlePage, Series
from portal.factories import PictureFactory
from tests.magazine.test_archive import SimpleUploadedFile, issue_pdf
from tests.magazine.test_blocks import HOSTILE, Dangers

pytestmark = pytest.mark.django_db
SECRET = "Тайный заголовок"


def withdrawn(article: ArticlePage) -> None:
    article.unpublish()


def expired(article: ArticlePage) -> None:
    article.expire_at = timezone.now()
    article.save()
    article.unpublish(set_expired=True)


def scheduled(article: ArticlePage) -> None:
    article.unpublish()
    article.go_live_at = timezone.now() + timezone.timedelta(days=1)
    article.save_revision(approved_go_live_at=article.go_live_at)


@pytest.mark.parametrize("hide", [withdrawn, expired, scheduled])
def test_what_is_hidden_is_named_nowhere(sign_in, employee, hide):
    """S61"""
    person, rubric, series = employee(), RubricFactory(), Series.objects.create(name="Серия", slug="seria")
    shown = ArticleFactory(rubric=rubric, series=series, tags=["насосы"])
    neighbour = ArticleFactory(issue=shown.get_parent())
    secret = ArticleFactory(
        title=SECRET, issue=shown.get_parent(), rubric=rubric, series=series, tags=["насосы"], blocks=[quote(person)]
    )
    other = ArticleFactory(rubric=rubric, series=series, tags=["насосы"])
    client = sign_in()
    assert "Тайный" in client.get(neighbour.url).content.decode()
    hide(secret)
    assert client.get(secret.url).status_code == 404
    shelves = [reverse("magazine:tag", args=[shown.tags.get().slug])]
    shelves += [reverse(f"magazine:{kind}", args=[one.slug]) for kind, one in (("rubric", rubric), ("series", series))]
    pages = [neighbour.url, other.url, shown.url, shown.get_parent().url, "/magazine/", "/", person.get_absolute_url()]
    for address in [*pages, *shelves, "/search/?q=тайный"]:
        assert "Тайный" not in client.get(address).content.decode(), address


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_issue_or_an_article_becomes_code(sign_in, text):
    """S50"""
    rubric = RubricFactory(name=text[:40], about=text)
    series = Series.objects.create(name=text[:40], slug="hostile", about=text)
    photo = PictureFactory(title=text, description=text, credit=text)
    issue = IssueFactory(title=text, lead=text, editorial=text, imprint=text, cover_photo=photo)
    article = ArticleFactory(
        issue=issue,
        title=text,
        lead=text,
        rubric=rubric,
        series=series,
        cover=photo,
        cover_caption=text,
        authors=[text],
        tags=["метка"],
        blocks=[picture(photo, text)],
    )
    client = sign_in()
    tag = article.tags.get()
    tag.name = text
    tag.save()
    shelves = [("rubric", rubric.slug), ("series", series.slug), ("tag", tag.slug)]
    addresses = [reverse(f"magazine:{kind}", args=[slug]) for kind, slug in shelves]
    for address in [issue.url, article.url, "/magazine/", *addresses]:
        main = client.get(address).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        assert Dangers(main).found == [], address


@pytest.mark.parametrize("name", ["../../тайна.pdf", "a\r\nSet-Cookie: x.pdf", "\u202efdp.exe.pdf", "ы" * 240 + ".pdf"])
def test_a_hostile_name_of_an_old_issue_is_only_a_name(name):
    """S36"""
    row = take(SimpleUploadedFile(name, issue_pdf(), "application/pdf"), None)
    assert row.file.name.startswith("issues/") and "тайна" not in row.file.name
    assert not set("\r\n\u202e/") & set(row.original_name)
    assert len(row.original_name) <= 160
