"""`/search/`: what is found, in what order, and what never is."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from magazine.factories import ArticleFactory
from news.factories import NewsFactory
from tests.reading import read
from tests.search.test_backend import HOSTILE


def day(number: int) -> datetime:
    return timezone.make_aware(datetime(2026, 3, number))


@pytest.fixture
def look(sign_in):
    """`look("труба", page=2)` is what an employee gets."""
    client = sign_in()

    def _look(query: str, **more):
        return client.get("/search/", {"q": query, **more})

    return _look


def titles(response) -> list[str]:
    return [card.summary.title for block in response.context["blocks"] for card in block.items]


def test_a_guest_is_sent_to_sign_in(client, db):
    for address in ("/search/?q=труба", "/search/suggest/?q=труба"):
        assert client.get(address).status_code == 302


def test_a_reader_finds_news_and_articles_in_any_form_of_the_word(look):
    NewsFactory(title="Ремонт на Трамвайной", lead="В котельной сменили насос.")
    ArticleFactory(title="Котельная изнутри")
    assert titles(look("КОТЕЛЬНЫЕ")) == ["Котельная изнутри", "Ремонт на Трамвайной"]


def test_a_title_comes_before_its_beginning_and_before_the_text_then_the_newest(look):
    NewsFactory(title="О воде", lead="Насос сменили.", when=day(9))
    NewsFactory(title="Насосная станция", when=day(8))
    NewsFactory(title="Новый насос", when=day(1))
    NewsFactory(title="Старый насос", when=day(2))
    assert titles(look("насос")) == ["Старый насос", "Новый насос", "Насосная станция", "О воде"]


def test_the_beginning_of_a_title_is_enough(look):
    NewsFactory(title="Теплосеть растёт", lead="Коротко.")
    assert titles(look("теплос")) == ["Теплосеть растёт"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("rjntkmyfz", "котельная"),
        ("kotelnaya", "котельная"),
        ("Катя", "екатерина"),
        ("порыв", "авария"),
        ("котельная йога", "или"),
    ],
)
def test_what_was_meant_is_shown_and_said(look, typed, shown):
    NewsFactory(title="Котельная Екатерины", lead="Авария.", body="[]")
    response = look(typed)
    assert titles(response) == ["Котельная Екатерины"]
    assert "Показаны результаты для" in response.content.decode()
    assert shown in response.context["found"].attempt.text


def test_what_was_found_as_typed_is_shown_without_a_word(look):
    NewsFactory(title="Новости telegram")
    assert "Показаны результаты" not in look("telegram").content.decode()


def test_drafts_and_what_is_withdrawn_or_has_run_out_are_never_found(look):
    NewsFactory(title="Секрет один", draft=True)
    NewsFactory(title="Секрет два").unpublish()
    run_out = NewsFactory(title="Секрет три")
    Page.objects.filter(pk=run_out.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert "Секрет" not in look("секрет").content.decode()


def test_a_changed_draft_of_a_live_page_is_not_found(look):
    page = NewsFactory(title="Открытый заголовок")
    page.title = "Тайна"
    page.save_revision()
    assert titles(look("тайна")) == []


def test_pages_closed_to_some_are_found_by_nobody(look):
    page = NewsFactory(title="Закрытая труба")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    assert titles(look("труба")) == []


def test_found_words_are_marked_in_the_original_text_and_markup_is_only_text(look):
    NewsFactory(title="Ёлки <b>&", lead="<script>alert(1)</script> у ЁЛОК")
    html = look("елка").content.decode()
    assert "<mark>Ёлки</mark> &lt;b&gt;&amp;" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; у <mark>ЁЛОК</mark>" in html


def test_the_place_in_the_text_is_shown_when_the_lead_does_not_have_the_word(look):
    text = "Много слов до того. " * 20 + "И тут лопнула задвижка. " + "И ещё слова. " * 20
    NewsFactory(title="Ночь", lead="Коротко.", body=f'[{{"type": "text", "value": "<p>{text}</p>"}}]')
    assert "лопнула <mark>задвижка</mark>" in look("задвижки").content.decode()


def test_results_come_twenty_a_page_and_bounded(look):
    for number in range(23):
        NewsFactory(title=f"Труба {number}")
    assert len(titles(look("труба"))) == 20
    assert len(titles(look("труба", page=2))) == 3
    assert len(titles(look("труба", page="' OR 1=1"))) == 20


def test_a_kind_shows_only_its_own(look):
    NewsFactory(title="Труба в новостях")
    ArticleFactory(title="Труба в журнале")
    response = look("труба", kind="magazine")
    assert titles(response) == ["Труба в журнале"]
    assert [(facet.label, facet.count) for facet in response.context["facets"]] == [
        ("Всё", 2),
        ("Новости", 1),
        ("Журнал", 1),
    ]


def test_an_unknown_kind_shows_all(look):
    NewsFactory(title="Труба")
    assert titles(look("труба", kind="<script>")) == ["Труба"]


def test_nothing_found_is_said_with_advice(look):
    html = read(look("йцукенгшщз"))
    assert "Ничего не нашлось" in html
    assert "телефона" in html


def test_without_a_query_the_page_says_what_it_is_for(look):
    assert "Люди, Новости, Журнал" in look("").content.decode()


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_breaks_the_page_or_the_suggestions(sign_in, query):
    client = sign_in()
    assert client.get("/search/", {"q": query, "kind": query, "page": query}).status_code == 200
    assert client.get("/search/suggest/", {"q": query}).status_code == 200


def test_the_answer_stays_in_the_browser_of_the_one_who_asked(look, sign_in):
    assert "private" in look("труба")["Cache-Control"]
    assert "private" in sign_in().get("/search/suggest/?q=труба")["Cache-Control"]


def test_the_number_of_queries_does_not_grow_with_the_results(look, django_assert_max_num_queries):
    for number in range(12):
        NewsFactory(title=f"Труба {number}", lead="Без слова.")
    look("труба")
    with django_assert_max_num_queries(20):
        look("труба")
