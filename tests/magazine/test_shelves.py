"""Shelves: by rubric, series and tag; the newest issues; the people of an issue; where to read on."""

import pytest
from django.urls import reverse

from magazine.factories import ArticleFactory, IssueFactory, RubricFactory, picture, quote
from magazine.models import Mention, Series
from people.consents import deciding
from people.models import Depicted, Purpose
from portal.factories import PictureFactory
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\xa0", " ")


def shelf_of(client, kind: str, slug: str) -> str:
    return page(client, reverse(f"magazine:{kind}", args=[slug]))


def test_a_rubric_has_a_page_with_its_articles_newest_first(sign_in):
    rubric = RubricFactory(name="На смене", slug="na-smene", colour="moss", about="Там, где всё происходит")
    first = ArticleFactory(rubric=rubric, title="Раньше")
    ArticleFactory(rubric=rubric, title="Позже")
    ArticleFactory(title="Чужая рубрика")
    ArticleFactory(rubric=rubric, draft=True, title="Не вышла")
    shown = shelf_of(sign_in(), "rubric", "na-smene")
    assert shown.index("Позже") < shown.index("Раньше") < len(shown)
    assert "Чужая рубрика" not in shown and "Не вышла" not in shown
    assert "Там, где всё происходит" in shown and "tone-moss" in shown
    assert "/magazine/rubrics/na-smene/" in page(sign_in(), first.url)


def test_a_series_is_read_from_its_beginning(sign_in):
    series = Series.objects.create(name="Котельные области", slug="kotelnye")
    first = ArticleFactory(series=series, title="Начало")
    ArticleFactory(series=series, title="Продолжение")
    shown = shelf_of(sign_in(), "series", "kotelnye")
    assert shown.index("Начало") < shown.index("Продолжение")
    assert "Серия «Котельные области»" in page(sign_in(), first.url)


def test_a_tag_has_a_page_while_something_published_has_it(sign_in):
    article = ArticleFactory(tags=["гидравлика"])
    client, slug = sign_in(), article.tags.get().slug
    assert article.title in shelf_of(client, "tag", slug)
    article.unpublish()
    assert client.get(reverse("magazine:tag", args=[slug])).status_code == 404


@pytest.mark.parametrize("kind", ["rubric", "series", "tag"])
def test_what_is_not_there_is_said_so_and_strangers_sign_in(client, sign_in, kind):
    address = reverse(f"magazine:{kind}", args=["nowhere"])
    assert sign_in().get(address).status_code == 404
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("size", [2, 30])
def test_a_shelf_takes_as_many_queries_with_two_articles_as_with_thirty(sign_in, size):
    rubric, series = RubricFactory(), Series.objects.create(name="Серия", slug="seria")
    for _ in range(size):
        last = ArticleFactory(rubric=rubric, series=series, tags=["тепло"], cover=PictureFactory())
    client = sign_in()
    for kind, slug in (("rubric", rubric.slug), ("series", series.slug), ("tag", last.tags.get().slug)):
        assert len(cold_queries(client, reverse(f"magazine:{kind}", args=[slug]))) <= 14


def test_the_shelf_of_issues_is_divided_into_pages(sign_in):
    for number in range(26):
        IssueFactory(number=number + 1, title=f"Номер-{number + 1}-й")
    client = sign_in()
    first, second = page(client, "/magazine/"), page(client, "/magazine/?page=2")
    assert "Номер-26-й" in first and "Номер-2-й" not in first and "Номер-2-й" in second


def test_an_issue_names_its_people_and_its_imprint(sign_in, employee):
    issue = IssueFactory(imprint="<p>Учредитель: Теплосеть</p>", print_run=900)
    writer, speaker = employee("Олег", "Перов"), employee("Вера", "Снегирёва")
    ArticleFactory(issue=issue, authors=[writer], blocks=[quote(speaker)])
    ArticleFactory(issue=issue, draft=True, blocks=[quote(employee("Пока", "Тайна"))])
    shown = page(sign_in(), issue.url)
    people = shown[shown.index("Люди номера") :]
    assert "Олег Перов" in people and "Вера Снегирёва" in people and "Пока Тайна" not in people
    assert "Учредитель: Теплосеть" in shown and "900" in shown


def test_who_is_pictured_and_agrees_is_linked_and_the_profile_lists_the_article(sign_in, employee):
    shown, agreed, silent = PictureFactory(), employee("Мария", "Светлова"), employee("Павел", "Тихий")
    deciding.give(agreed, Purpose.MAGAZINE, by=None)
    for person in (agreed, silent):
        Depicted.objects.create(picture=shown, employee=person)
    article = ArticleFactory(blocks=[picture(shown)], title="На трассе")
    client = sign_in()
    read = page(client, article.url)
    assert "Мария Светлова" in read and "Павел Тихий" not in read
    assert "На трассе" in page(client, agreed.get_absolute_url())
    assert "На трассе" not in page(client, silent.get_absolute_url())
    assert "Мария Светлова" in page(client, article.get_parent().url)
    assert "Павел Тихий" not in page(client, article.get_parent().url)


def test_a_face_named_after_publication_is_found_too(employee):
    shown, person = PictureFactory(), employee()
    article = ArticleFactory(cover=shown)
    named = Depicted.objects.create(picture=shown, employee=person)
    assert Mention.objects.get(article=article).how == Mention.How.PICTURED
    named.delete()
    assert not Mention.objects.exists()


def test_who_is_named_and_pictured_is_counted_once_as_named(employee):
    shown, person = PictureFactory(), employee()
    Depicted.objects.create(picture=shown, employee=person)
    article = ArticleFactory(blocks=[picture(shown), quote(person)])
    assert list(article.mentions.values_list("how", flat=True)) == [Mention.How.NAMED]


def test_one_reads_on_in_the_series_then_by_tags_then_in_the_rubric(sign_in):
    rubric, series = RubricFactory(), Series.objects.create(name="Серия", slug="seria")
    ArticleFactory(title="Одна рубрика", rubric=rubric)
    ArticleFactory(title="Общая метка", tags=["насосы"])
    ArticleFactory(title="Та же серия", series=series)
    ArticleFactory(title="Ничего общего")
    article = ArticleFactory(rubric=rubric, series=series, tags=["насосы"])
    ArticleFactory(title="Сосед по номеру", rubric=rubric, issue=article.get_parent())
    read = page(sign_in(), article.url)
    further = read[read.index("Читайте также") : read.index("Дальше в номере")]
    assert further.index("Та же серия") < further.index("Общая метка") < further.index("Одна рубрика")
    assert "Ничего общего" not in further and "Сосед по номеру" not in further


def test_a_page_for_all_leads_strangers_to_pages_for_all_only(client):
    rubric = RubricFactory()
    ArticleFactory(title="Для своих", rubric=rubric)
    ArticleFactory(title="Для каждого", rubric=rubric, audience="public")
    article = ArticleFactory(rubric=rubric, audience="public")
    read = page(client, article.url)
    assert "Для каждого" in read and "Для своих" not in read


def test_the_cover_is_asked_for_before_the_page_is_read(sign_in):
    article = ArticleFactory(cover=PictureFactory())
    head = page(sign_in(), article.url).partition("</head>")[0]
    assert '<link rel="preload" as="image"' in head and 'imagesizes="100vw"' in head
