"""What the front page answers in ten seconds: what is new, what is urgent, how warm it is."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from home.models import DayLine, HomePage
from magazine.factories import ArticleFactory
from news.factories import NewsFactory
from portal.factories import PictureFactory
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(sign_in):
    """The front page as a reader sees it."""
    client = sign_in()
    return lambda: read(client.get("/"))


def test_stories_of_all_sections_meet_in_the_feed(front):
    NewsFactory(title="Новый насос")
    ArticleFactory(title="Ученик и мастер")
    assert "Новый насос" in front()
    assert "Ученик и мастер" in front()


def test_the_newest_story_with_a_cover_leads(front):
    NewsFactory(title="Со снимком", cover=PictureFactory())
    NewsFactory(title="Без снимка")
    page = front()
    assert page.index("Со снимком") < page.index("Без снимка")


def test_the_story_chosen_by_the_editors_leads_however_old_it_is(front):
    chosen = NewsFactory(title="Выбор редакции", when=timezone.now() - timedelta(days=300))
    for _ in range(13):
        NewsFactory(cover=PictureFactory())
    HomePage.objects.update(lead_story=chosen)
    page = front()
    assert '<article class="lead">' in page
    assert page.index("Выбор редакции") < page.index("Новый насос")


def test_an_unpublished_choice_does_not_lead(front):
    draft = NewsFactory(title="Рано", draft=True)
    HomePage.objects.update(lead_story=draft)
    assert "Рано" not in front()


def test_urgent_news_hangs_above_everything_until_its_hour(front):
    NewsFactory(title="Майкоп без отопления", urgent_until=timezone.now() + timedelta(hours=1))
    assert 'class="alert"' in front()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert 'class="alert"' not in front()


def test_temperatures_show_with_a_real_minus_for_a_day(front):
    DayLine.objects.create(outdoor=-3, supply=78, returning=52)
    assert "−3 °C" in front()
    with time_machine.travel(timezone.now() + timedelta(hours=10)):
        assert "78 °C" in front()


def test_temperatures_older_than_a_day_are_not_shown(front):
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        DayLine.objects.create(outdoor=-3, supply=78, returning=52)
    assert "78 °C" not in front()


def test_an_empty_portal_says_so(front):
    assert "Здесь пока тихо" in front()


def test_a_section_cannot_lead(sign_in):
    home = HomePage.objects.get()
    address = f"/admin/pages/{home.pk}/edit/"
    section = home.get_children().first()
    answer = sign_in("press").post(
        address, {"title": "Тепло", "slug": "teplo", "lead_story": section.pk, "action-publish": "1"}
    )
    assert "Это раздел, а не материал" in answer.content.decode()
