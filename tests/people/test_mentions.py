"""A colleague mentioned inside a text: a link to the profile, counted like a quotation, without a query a mention."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from magazine.factories import ArticleFactory, text
from magazine.models import Mention
from news.factories import NewsFactory
from people.blocks import employee_ids
from people.factories import EmployeeFactory
from people.mentioning import mentioned_ids
from portal.blocks.text import FEATURES
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db


def mention(pk: object, words: str = "Виктор") -> str:
    return f'<a linktype="employee" id="{pk}">{words}</a>'


def paragraph(*mentions: str) -> dict:
    return text(f"<p>Смену вёл {', '.join(mentions)}.</p>")


def main_of(client, page) -> str:
    return client.get(page.url).content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_a_mention_is_a_link_to_the_profile(sign_in):
    hero = EmployeeFactory()
    page = ArticleFactory(blocks=[paragraph(mention(hero.pk, "Виктором"))])
    assert f'<a href="/people/{hero.slug}/" rel="noopener noreferrer">Виктором</a>' in main_of(sign_in(), page)


@pytest.mark.parametrize("pk", [999_999, "x", "", "9" * 40, "1;--"])
def test_of_somebody_who_is_gone_the_words_stay(sign_in, pk):
    page = ArticleFactory(blocks=[paragraph(mention(pk, "Семёном"))])
    assert '<p class="first">Смену вёл Семёном.</p>' in main_of(sign_in(), page)


def test_somebody_erased_is_not_led_to(sign_in):
    gone = EmployeeFactory(surname="")
    page = ArticleFactory(blocks=[paragraph(mention(gone.pk, "Семёном"))])
    assert "вёл Семёном." in main_of(sign_in(), page)


def test_whoever_is_mentioned_is_in_the_material_once(sign_in):
    first, second = EmployeeFactory(surname="Ким"), EmployeeFactory(surname="Цеев")
    page = ArticleFactory(blocks=[paragraph(mention(first.pk), mention(second.pk)), paragraph(mention(first.pk))])
    assert employee_ids(page.body) == [first.pk, second.pk]
    assert set(Mention.objects.values_list("employee", flat=True)) == {first.pk, second.pk}
    assert [person.name for person in page.story_people] == ["Виктор Ким", "Виктор Цеев"]


@pytest.mark.parametrize("make", [ArticleFactory, NewsFactory])
def test_ten_mentions_take_as_many_queries_as_one(sign_in, make):
    def queries(size: int) -> int:
        blocks = [paragraph(mention(EmployeeFactory().pk)) for _ in range(size)]
        fields = {"blocks": blocks} if make is ArticleFactory else {"body": json.dumps(blocks)}
        return len(cold_queries(sign_in(), make(**fields).url))

    make()
    assert queries(10) == queries(1)


def test_the_editor_keeps_a_mention_as_it_is():
    hero, converter = EmployeeFactory(), ContentstateConverter(features=FEATURES)
    stored = f"<p>Смену вёл {mention(hero.pk, 'Виктор')}.</p>"
    edited = json.loads(converter.from_database_format(stored))
    assert edited["entityMap"]["0"]["data"]["name"] == hero.full_name
    assert mention(hero.pk) in converter.to_database_format(json.dumps(edited)).replace(
        f'id="{hero.pk}" linktype="employee"', f'linktype="employee" id="{hero.pk}"'
    )


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5))
def test_any_raw_value_can_be_asked_for_mentions(raw):
    assert list(mentioned_ids(raw)) == []


@given(st.lists(st.integers(1, 10**9), max_size=5))
def test_mentions_are_read_in_their_order(pks):
    assert list(mentioned_ids({"text": ["".join(mention(pk) for pk in pks)]})) == pks
