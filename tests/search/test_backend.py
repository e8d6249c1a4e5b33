"""What the index finds: the same on SQLite and PostgreSQL."""

import pytest
from django.core.management import call_command
from wagtail.search.query import And, Boost, Not, Or, Phrase, PlainText

from news.factories import NewsFactory
from news.models import NewsPage
from portal.search.indexing import index_now

TITLES = [
    "Котельная на Трамвайной",
    "Ремонт котельной",
    "Теплоэнергетики года",
    "День теплоэнергетика",
    "Ёлка во дворе",
    "Берёзы у насосной",
    "Люди участка",
    "Человек и труба",
    "Пётр Иванов на смене",
    "Мария Иванова о воде",
]
HOSTILE = [
    *['"', "*", "(", ")", "a\0b", "'", "\\", "%", "^", ":", "-", "&|!", "<->", ":*", "²", "🔥", "\u0301", "\ufffd"],
    *["NEAR(", "AND", "OR NOT", "NOT", "{title} : x", "title:x", '"" ""', "'; DROP TABLE", "х" * 10_240, "а " * 5_000],
]


@pytest.fixture
def documents(db):
    for title in TITLES:
        NewsFactory(title=title, lead="О разном.", body="[]")


def titles(results) -> set[str]:
    return {page.title for page in results}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("КОТЕЛЬНАЯ", {"Котельная на Трамвайной", "Ремонт котельной"}),
        ("котельной", {"Котельная на Трамвайной", "Ремонт котельной"}),
        ("теплоэнергетик", {"Теплоэнергетики года", "День теплоэнергетика"}),
        ("теплоэнергетики", {"Теплоэнергетики года", "День теплоэнергетика"}),
        ("теплоэнергетиков", {"Теплоэнергетики года", "День теплоэнергетика"}),
        ("елка", {"Ёлка во дворе"}),
        ("береза", {"Берёзы у насосной"}),
        ("люди", {"Люди участка", "Человек и труба"}),
        ("человек", {"Люди участка", "Человек и труба"}),
        ("Иванов", {"Пётр Иванов на смене", "Мария Иванова о воде"}),
        ("Ивановой", {"Пётр Иванов на смене", "Мария Иванова о воде"}),
        ("Иван", set()),
    ],
)
def test_forms_of_a_word_find_one_another(documents, query, found):
    assert titles(NewsPage.objects.live().search(query)) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ел", {"Ёлка во дворе"}),
        ("пет", {"Пётр Иванов на смене"}),
        ("ив пе", {"Пётр Иванов на смене"}),
        ("ив ал", set()),
    ],
)
def test_beginnings_of_all_words_are_enough_while_typing(documents, typed, found):
    assert titles(NewsPage.objects.live().autocomplete(typed)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Phrase("ремонт котельной"), {"Ремонт котельной"}),
        (Phrase("котельной ремонт"), set()),
        (Phrase('"'), set()),
        (And([PlainText("котельная"), Not(PlainText("ремонт"))]), {"Котельная на Трамвайной"}),
        (And([PlainText("ремонт"), PlainText("***")]), {"Ремонт котельной"}),
        (Or([PlainText("ёлка"), PlainText("берёза")]), {"Ёлка во дворе", "Берёзы у насосной"}),
        (And([PlainText("котельная ёлка", operator="or"), PlainText("ремонт")]), {"Ремонт котельной"}),
        (Boost(PlainText("ёлка"), 2), {"Ёлка во дворе"}),
        (PlainText("елка береза", operator="or"), {"Ёлка во дворе", "Берёзы у насосной"}),
    ],
)
def test_composed_queries_are_understood(documents, query, found):
    assert titles(NewsPage.objects.live().search(query)) == found


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_breaks_the_database(documents, query):
    pages = NewsPage.objects.live()
    assert len(pages.search(query)) + len(pages.autocomplete(query)) + len(pages.search(Phrase(query))) == 0


def test_a_field_to_search_in_is_no_error(documents):
    assert titles(NewsPage.objects.live().search("елка", fields=["lead"])) == {"Ёлка во дворе"}


def test_the_whole_index_can_be_made_again(documents):
    NewsPage.objects.filter(title="Ёлка во дворе").update(title="Пихта во дворе")
    call_command("update_index", verbosity=0)
    assert titles(NewsPage.objects.live().search("пихты")) == {"Пихта во дворе"}


def test_rows_written_in_bulk_are_indexed_by_hand(documents):
    NewsPage.objects.filter(title="Ёлка во дворе").update(title="Пихта во дворе")
    index_now(NewsPage.objects.filter(title="Пихта во дворе"))
    assert titles(NewsPage.objects.live().search("пихты")) == {"Пихта во дворе"}


def test_the_text_in_blocks_is_searched_and_its_markup_is_not(db):
    NewsFactory(title="Насос", body='[{"type": "text", "value": "<p>Пустили <b>паводок</b>.</p>"}]')
    assert titles(NewsPage.objects.live().search("паводком")) == {"Насос"}
    assert titles(NewsPage.objects.live().search("p")) == set()
