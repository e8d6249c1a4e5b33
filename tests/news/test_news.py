"""News: the list, the page, what is urgent, who writes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.factories import NewsFactory
from news.models import NewsIndexPage, NewsPage, Rubric
from portal.stories import live_stories, summaries
from tests.reading import read as as_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(sign_in):
    """`read(address)` is its HTML for a reader, without the invisible characters of typography."""
    client = sign_in()
    return lambda address: as_read(client.get(address))


def test_a_reader_finds_published_news_in_the_section_newest_first(read):
    NewsFactory(title="Первая")
    NewsFactory(title="Вторая")
    NewsFactory(title="Черновик", draft=True)
    section = read("/news/")
    assert section.index("Вторая") < section.index("Первая")
    assert "Черновик" not in section


def test_the_list_goes_on_on_the_next_page(read):
    NewsFactory(title="Самая старая", when=timezone.now() - timedelta(days=9))
    for _ in range(20):
        NewsFactory()
    assert "Самая старая" not in read("/news/")
    assert "Самая старая" in read("/news/?page=2")


@pytest.mark.parametrize("page", ["0", "999", "x", "-1"])
def test_a_page_that_is_not_there_shows_the_nearest(read, page):
    NewsFactory(title="Новый насос")
    assert "Новый насос" in read(f"/news/?page={page}")


def test_the_page_shows_what_the_editor_wrote(read):
    page = read(NewsFactory(title="Насос <запущен>", lead="Прежний — с 1987 года").url)
    assert "Насос &lt;запущен&gt;" in page
    assert "Насос запустили в девять утра." in page


def test_hashtags_are_the_rubric_and_the_words(read):
    page = NewsFactory(rubric=Rubric.named("Сети"), tags=["насос", "Апшеронск"])
    assert set(page.summary().hashtags) == {"Сети", "насос", "Апшеронск"}


def test_a_card_in_a_list_has_its_rubric_as_kicker():
    NewsFactory(rubric=Rubric.named("Сети"))
    (card,) = summaries(live_stories())
    assert card.kicker == "Сети"


def test_only_live_news_can_be_urgent():
    soon = timezone.now() + timedelta(hours=1)
    NewsFactory(urgent_until=soon, draft=True)
    live = NewsFactory(urgent_until=soon)
    NewsFactory(urgent_until=timezone.now() - timedelta(minutes=1))
    assert list(NewsPage.objects.urgent()) == [live]


def news_form(**fields):
    rubric = Rubric.named("Сети")
    told = {"title": "Новый насос", "slug": "pump", "lead": "Прежний — с 1987 года", "rubric": rubric.pk}
    return told | {"audience": "employees", "body-count": 0, "action-publish": "1"} | fields


def test_the_press_publishes_news(sign_in):
    section = NewsIndexPage.objects.get()
    sign_in("press").post(f"/admin/pages/add/news/newspage/{section.pk}/", news_form())
    assert NewsPage.objects.live().get().title == "Новый насос"


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
def test_others_write_no_news(sign_in, role):
    section = NewsIndexPage.objects.get()
    sign_in(role).post(f"/admin/pages/add/news/newspage/{section.pk}/", news_form())
    assert not NewsPage.objects.exists()


def test_news_without_a_lead_is_not_published_and_nothing_is_lost(sign_in):
    section = NewsIndexPage.objects.get()
    answer = sign_in("press").post(f"/admin/pages/add/news/newspage/{section.pk}/", news_form(lead=""))
    assert "Требуется заполнить это поле" in answer.content.decode()
    assert 'value="Новый насос"' in answer.content.decode()
    assert not NewsPage.objects.exists()
