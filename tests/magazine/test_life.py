"""What the magazine tells of people: who made an article and who is mentioned in a published one."""

import pytest

from magazine.factories import ArticleFactory, quote
from magazine.life import articles_of
from portal import life

pytestmark = pytest.mark.django_db


def test_an_author_has_the_article_in_his_life(employee):
    author = employee()
    article = ArticleFactory(title="Ученик и мастер", authors=[author])
    (event,) = life.events_of([author.pk])[author.pk]
    assert (event.title, event.role, event.url) == ("Ученик и мастер", "текст", article.url)


def test_who_is_quoted_has_the_article_in_her_life(employee):
    quoted = employee()
    ArticleFactory(blocks=[quote(quoted)])
    (event,) = life.events_of([quoted.pk])[quoted.pk]
    assert event.role == "в материале"


def test_an_author_who_is_quoted_too_has_the_article_once(employee):
    author = employee()
    ArticleFactory(authors=[author], blocks=[quote(author)])
    (event,) = life.events_of([author.pk])[author.pk]
    assert event.role == "текст"


def test_a_draft_is_nobodys_life(employee):
    person = employee()
    ArticleFactory(authors=[person], blocks=[quote(person)], draft=True)
    assert life.events_of([person.pk]) == {}


def test_an_unpublished_article_leaves_the_life_of_its_people(employee):
    person = employee()
    ArticleFactory(blocks=[quote(person)]).unpublish()
    assert life.events_of([person.pk]) == {}


def test_who_is_taken_out_of_the_text_leaves_it_at_the_next_publication(employee):
    person = employee()
    article = ArticleFactory(blocks=[quote(person)])
    article.body = []
    draft = article.save_revision()
    assert person.pk in life.events_of([person.pk])
    draft.publish()
    assert life.events_of([person.pk]) == {}


@pytest.mark.parametrize("many", [1, 7])
def test_the_lives_of_many_take_three_queries(employee, many, django_assert_num_queries):
    people = [employee() for _ in range(many)]
    for person in people:
        ArticleFactory(authors=[person], blocks=[quote(people[0])])
    articles_of([people[0].pk])  # site root paths are remembered from here on
    with django_assert_num_queries(3):
        articles_of([person.pk for person in people])
