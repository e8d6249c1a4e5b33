"""A teaser as a subscriber reads it, whatever an editor has typed; read by the test server's own parser."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from syndication.telegram import render
from tests.syndication import telegram_markup as markup

URL = "https://teplo.example.org/news/1/?a=1&b='2'"
anything = st.text(max_size=300)
words = st.lists(st.text("абв where<&>\"' .,\u00a0🔥é", min_size=1, max_size=12), max_size=60).map(" ".join)
urls = st.sampled_from([URL, "http://127.0.0.1:8000/x/", "http://portal/news/1/", "https://teplo/a&b/"])
tags = st.lists(st.text(max_size=30), max_size=12)
limits = st.sampled_from([0, 5, 40, 100, 300, render.CAPTION_LIMIT])


def read(title="Насос", lead="Тихий.", url=URL, hashtags=(), limit=render.CAPTION_LIMIT) -> str:
    return markup.parse(render.teaser(title, lead, url, hashtags, limit).html)[0]


@settings(max_examples=150, deadline=None)
@given(anything | words, anything | words, urls, tags, limits)
@example("a" * 2000, "", URL, [], 1024)
@example("Насос", "🔥" * 2000, URL, ["тег"], 1024)
def test_a_teaser_is_understood_and_fits(title, lead, url, hashtags, limit):
    text, _ = markup.parse(render.teaser(title, lead, url, hashtags, limit).html)
    assert markup.units(text) <= limit


@settings(max_examples=100, deadline=None)
@given(words, urls, st.lists(st.sampled_from(["Новости компании", "Сети", "2026"]), max_size=3), st.integers(150, 400))
def test_only_the_lead_is_cut_and_at_a_word(lead, url, hashtags, limit):
    teaser = render.teaser("Новый насос", lead, url, hashtags, limit)
    text, entities = markup.parse(teaser.html)
    assert text.startswith("Новый насос")
    assert url in text or url in [entity.get("url") for entity in entities]
    assert all(tag in text for tag in map(render.hashtag, hashtags) if tag)
    assert teaser.cut or lead.strip() in text


@settings(max_examples=200, deadline=None)
@given(words.map(str.strip), st.integers(0, 300))
@example("🔥🔥 а", 3)
def test_what_is_cut_ends_with_a_whole_word_unless_the_first_is_too_long(text, limit):
    short = render.cut(text, limit)
    beginning = short.removesuffix("…")
    assert render.utf16_length(short) <= limit
    assert text.startswith(beginning)
    rest = text[len(beginning) :]
    assert short == text or not re.search("[ \n]", beginning) or re.match(r"[\s.,;:—–(«„\"'…-]", rest)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_a_hashtag_is_one_to_telegram(text):
    tag = render.hashtag(text)
    if tag is not None:
        assert [entity["length"] for entity in markup.parse(tag)[1] if entity["type"] == "hashtag"] == [
            markup.units(tag)
        ]


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Новости компании", "#Новости_компании"),
        ("2026", None),
        ("ремонт-2026", "#ремонт_2026"),
        ("«Тепло»", "#Тепло"),
        ("#Сети", "#Сети"),
        ("И\u0306од", "#Йод"),
        (" — ", None),
    ],
)
def test_hashtags_follow_telegram_s_rules(words, tag):
    assert render.hashtag(words) == tag


def test_a_hashtag_stands_once():
    assert read(hashtags=["Сети", "сети", "2026", "Новости компании"]).endswith("#Сети #Новости_компании")


def test_a_non_breaking_space_stays_the_character():
    assert "г.\u00a0Сочи" in render.teaser("Насос", "В г.\u00a0Сочи", URL, [], 1024).html


def test_only_markup_characters_are_escaped():
    assert '&lt;b&gt; &amp; "кавычки"' in render.teaser("Насос", '<b> & "кавычки"', URL, [], 1024).html


def test_the_title_leads_to_the_page():
    [link] = [entity for entity in markup.parse(render.teaser("Насос", "", URL, [], 1024).html)[1] if "url" in entity]
    assert (link["url"], link["length"]) == (URL, len("Насос"))


@pytest.mark.parametrize("url", ["http://portal/news/1/", "/news/1/", "https://[broken/"])
def test_an_address_telegram_would_not_link_is_written_out(url):
    html = render.teaser("Насос", "Тихий.", url, [], 1024).html
    assert "<a" not in html and url in html


def test_a_long_lead_is_cut_for_a_caption_and_whole_in_a_text():
    lead = "слово " * 300
    caption, text = (render.teaser("Насос", lead, URL, ["Сети"], limit) for limit in (1024, 4096))
    assert caption.cut and "слово…\n\n#Сети" in caption.html
    assert not text.cut and lead.strip() in text.html


@settings(max_examples=100, deadline=None)
@given(anything)
def test_plain_text_is_always_understood(text):
    markup.parse(render.plain(text))
