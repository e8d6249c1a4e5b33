"""What the blocks of an article show: interviews, other stories, previews; nothing hostile (S50), no draft (S62)."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from films.factories import FilmFactory, VideoFactory
from magazine.factories import ArticleFactory, quote
from magazine.models import ArticlePage
from news.factories import NewsFactory
from people.factories import EmployeeFactory
from portal import life
from portal.access import Audience
from portal.factories import PictureFactory
from tests.blocks import every_block, facts, interview, story, table

pytestmark = pytest.mark.django_db
BLOCKS = ArticlePage._meta.get_field("body").stream_block.child_blocks
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "java\tscript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    '<a href="vbscript:x">x</a>',
    '<iframe src="https://evil.example"></iframe>',
]


@pytest.fixture
def read(sign_in):
    """`read(page)` is what its readers see between `<article>` and its end."""
    client = sign_in()
    return lambda page: client.get(page.url).content.decode().split("<article", 1)[1].split("</article>", 1)[0]


class Dangers(HTMLParser):
    """Collects what could run: scripts without an address of ours, handlers, frames, links of other schemes."""

    def __init__(self, html: str):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in {"iframe", "object", "embed", "base", "form"} or (tag == "script" and "src" not in values):
            self.found.append(tag)
        self.found += [name for name in values if name.startswith("on")]
        places = [values.get(name) or "" for name in ("href", "src", "frame", "action")]
        self.found += [
            place for place in places if not place.startswith(("/", "#", "https://", "http://", "tel:")) and place
        ]


def hostile(raw, text: str):
    """The raw value with each text of it replaced."""
    if isinstance(raw, dict):
        return {name: inner if name in {"type", "id"} else hostile(inner, text) for name, inner in raw.items()}
    if isinstance(raw, list):
        return [hostile(inner, text) for inner in raw]
    return text if isinstance(raw, str) else raw


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_any_block_becomes_code(read, text):
    blocks = every_block(EmployeeFactory(), PictureFactory.create_batch(3), ArticleFactory())
    page = read(ArticleFactory(blocks=[hostile(block, text) for block in blocks]))
    assert Dangers(page).found == []


def test_what_looks_like_a_template_is_text(read):
    blocks = every_block(EmployeeFactory(), PictureFactory.create_batch(3), ArticleFactory())
    page = read(ArticleFactory(blocks=[hostile(block, "{{ page.title }}") for block in blocks]))
    assert page.count("{{ page.title }}".replace(" ", "\xa0")) + page.count("{{ page.title }}") > len(blocks)


def test_every_block_of_a_body_stands_in_the_test_of_all():
    blocks = every_block(EmployeeFactory(), PictureFactory.create_batch(3), ArticleFactory())
    assert {block["type"] for block in blocks} == set(BLOCKS)


@pytest.mark.parametrize("name", BLOCKS)
def test_the_chooser_shows_each_block_as_the_site_does(sign_in, name):
    PictureFactory.create_batch(3)
    ArticleFactory()
    block = BLOCKS[name]
    page = sign_in("press").get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}).content.decode()
    assert "css/portal.css" in page
    assert set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя") & set(page.split("<main", 1)[1].split("</main>", 1)[0])
    assert block.is_previewable
    assert block.meta.description
    assert block.meta.group
    assert block.meta.icon != "placeholder"


def test_an_interview_has_the_face_the_questions_and_the_answers(read):
    person = EmployeeFactory(surname="Зейтунян", name="Гаянэ", shown=True)
    page = read(ArticleFactory(blocks=[interview(person)]))
    assert "<dt>Правда, что вы слышите шов?</dt>" in page.replace("\xa0", " ")
    assert f'href="{person.get_absolute_url()}">Гаянэ Зейтунян</a>' in page
    assert "/renditions/" in page


def test_an_interview_without_its_face_keeps_the_name(read):
    person = EmployeeFactory(surname="Зейтунян", name="Гаянэ", shown=True)
    page = read(ArticleFactory(blocks=[interview(person, face=False)])).split("В этом материале")[0]
    assert "Гаянэ Зейтунян" in page
    assert "/renditions/" not in page


def test_somebody_from_outside_is_interviewed_too(read):
    page = read(ArticleFactory(blocks=[interview(name="Пётр Гость", position="учитель физики")]))
    assert "<b>Пётр Гость</b>" in page
    assert "учитель физики" in page


def test_who_is_interviewed_has_the_article_in_his_or_her_life():
    person = EmployeeFactory()
    ArticleFactory(blocks=[interview(person)])
    (event,) = life.events_of([person.pk])[person.pk]
    assert event.role == "в материале"


@pytest.mark.parametrize("make", [ArticleFactory, NewsFactory])
def test_another_story_stands_inside_as_a_card(read, make):
    other = make(title="Насос приехал", cover=PictureFactory())
    page = read(ArticleFactory(blocks=[story(other)]))
    assert f'<a href="{other.url}">Насос приехал</a>' in page
    assert other.lead in page.replace("\xa0", " ")


def test_a_film_stands_inside_as_its_poster(read):
    film = FilmFactory(title="Её смена", cover=PictureFactory(), video=VideoFactory())
    page = read(ArticleFactory(blocks=[story(film)])).replace("\xa0", " ")
    assert "story-card stack-8 watched" in page and "Смотреть, 4 минуты" in page and film.url in page


def test_what_is_quoted_inside_a_pull_quote_has_quotes_of_its_own(read):
    page = read(ArticleFactory(blocks=[quote(EmployeeFactory(), 'Сказал "быстрее" и ушёл')]))
    assert "«Сказал „быстрее“ и ушёл»" in page.replace("\xa0", " ")


def test_nothing_is_told_of_a_story_that_is_not_published(read):
    """S62"""
    draft = NewsFactory(title="Тайна до пятницы", draft=True)
    withdrawn = NewsFactory(title="Тайна вчерашняя")
    article = ArticleFactory(blocks=[story(draft), story(withdrawn)])
    withdrawn.unpublish()
    assert "Тайна" not in read(article)


def test_a_card_goes_when_its_story_is_withdrawn_though_the_page_was_kept(sign_in):
    other = NewsFactory(title="Насос приехал")
    article, client = ArticleFactory(blocks=[story(other)]), sign_in()
    assert "Насос приехал" in client.get(article.url).content.decode()
    other.unpublish()
    assert "Насос приехал" not in client.get(article.url).content.decode()


def test_a_page_for_all_names_no_story_for_employees(client):
    inside, outside = NewsFactory(title="Для своих"), NewsFactory(title="Для города", audience=Audience.PUBLIC)
    article = ArticleFactory(blocks=[story(inside), story(outside)], audience=Audience.PUBLIC)
    page = client.get(article.url).content.decode()
    assert "Для города" in page
    assert "Для своих" not in page


def test_what_stands_in_tables_and_boxes_counts_as_reading():
    words = " ".join(["тепло"] * 540)
    assert ArticleFactory(blocks=[facts(f"<p>{words}</p>"), table((words,), choice="neither")]).reading_minutes == 6


def test_words_of_tables_boxes_and_interviews_are_found(sign_in):
    ArticleFactory(title="Ночь", blocks=[table(("Компенсатор",)), interview(name="Пётр", answers=[])])
    assert "Ночь" in sign_in().get("/search/", {"q": "компенсатор"}).content.decode()
