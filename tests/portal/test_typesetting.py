"""What people type straight is set as a typesetter would; what they meant is never touched."""

import re
import time
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.typesetting import typeset
from portal.typesetting_html import typeset_html

TEXTS = st.text(alphabet="абвМя\"«»„“'().,-—–…:/@ \u00a0\n0159%°sx", max_size=40)
TAGS = ["<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<code>", "</code>", '<a_href="/x-1">', "</a>"]
WORDS = ['"', "слово", "_", "_-_", "...", "&amp;", "&lt;", "10-15_мая", "«", "»", "x"]
MARKED = st.lists(st.sampled_from([part.replace("_", " ") for part in (*TAGS, *WORDS)]), max_size=20).map("".join)
SIGNS = re.compile(r'[\s\u00a0"«»„“\-—–.…]')
TAG = re.compile(r"<[^>]*>")


def letters(text: str) -> str:
    """All but the signs that typography changes."""
    return SIGNS.sub("", text)


@given(TEXTS)
def test_no_letter_digit_or_other_sign_is_ever_lost(text):
    assert letters(typeset(text)) == letters(text)


@given(TEXTS)
@example('«"" "“')
@example("...10-15 мая")
def test_setting_twice_is_setting_once(text):
    assert typeset(typeset(text)) == typeset(text)


@given(st.text(alphabet='абя"«»„“ ', max_size=30))
def test_quotes_are_replaced_in_pairs(text):
    before, after = text.count('"'), typeset(text).count('"')
    assert (before - after) % 2 == 0


@given(MARKED)
def test_marked_up_text_keeps_its_tags_and_letters(html):
    shown = typeset_html(html)
    assert TAG.findall(shown) == TAG.findall(html)
    assert letters(unescape(TAG.sub("", shown))) == letters(unescape(TAG.sub("", html)))


@given(MARKED)
def test_marked_up_text_set_twice_is_set_once(html):
    assert typeset_html(typeset_html(html)) == typeset_html(html)


@given(TEXTS)
def test_text_without_tags_is_set_as_plain_text(text):
    html = text.replace("<", "").replace("&", "")
    assert unescape(typeset_html(html)) == typeset(html)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('ООО "Тепло"', "ООО «Тепло»"),
        ('"Тепло", - сказал он', "«Тепло», — сказал он"),
        ('Клуб "Друзья "Тепла"" рад', "Клуб «Друзья „Тепла“» рад"),
        ('«Газета "Тепло" вышла»', "«Газета „Тепло“ вышла»"),
        ('("Тепло") и "сети".', "(«Тепло») и «сети»."),
        ('"Что?" - "Ничего..."', "«Что?» — «Ничего…»"),
        ("Тепло - это мы", "Тепло — это мы"),
        ("Тепло -- это мы", "Тепло — это мы"),
        ("- Привет!", "— Привет!"),
        ("10-15 мая, 5-7 минут и 2-4 °C", "10–15 мая, 5–7 минут и 2–4 °C"),
        ("с 8:00-17:00, 01.02-05.02, 1985-1990", "с 8:00–17:00, 01.02–05.02, 1985–1990"),
        ("январь-март", "январь–март"),
        ("Ждём...", "Ждём…"),
    ],
)
def test_what_is_typed_straight_is_set(typed, shown):
    assert typeset(typed).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    "text",
    [
        *['труба 5" и 7"', "3'15\" на стадионе", "О'Генри и д'Артаньян", 'стоит " один', "“English”", "Тепло – так"],
        *["14-21", "200-04-05", "тел. 8 861 200-04-05", "2026-03-08", "ТП-12", "15-10 мая", "кто-то", "5 - 3 = 2"],
        *["на улице - 5 °C", "было -5 °C", "(с) 2026", "так....", "из-за", "1.10-2.10.5", "пункт 3-5-7"],
        *["https://teplo.ru/a--b?q=...&c=10-15%", "ivan-petrov@teplo.ru", "отчёт-10-15.docx", 'x="1"', "git log --all"],
    ],
)
def test_what_may_mean_something_else_is_left(text):
    assert typeset(text).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>"<b>слово</b>"</p>', "<p>«<b>слово</b>»</p>"),
        ('<p><b>"слово</b> дело"</p>', "<p><b>«слово</b> дело»</p>"),
        ('<p>"раз</p><p>два"</p>', "<p>&quot;раз</p><p>два&quot;</p>"),
        ('<p><code>"a" - b</code> - "код"</p>', '<p><code>"a" - b</code>_— «код»</p>'),
        ('<pre>"a" - b...</pre>', '<pre>"a" - b...</pre>'),
        (
            '<a href="/a - b/" title="&quot;x&quot;">"ссылка"</a>',
            '<a href="/a - b/" title="&quot;x&quot;">«ссылка»</a>',
        ),
        ('<a href="/x">teplo.ru/a...b</a>...', '<a href="/x">teplo.ru/a...b</a>…'),
        ("<p>в <b>Майкопе</b> &amp; рядом</p>", "<p>в_<b>Майкопе</b> &amp; рядом</p>"),
        ('"слово<br>- слово"', "«слово<br>— слово»"),
    ],
)
def test_html_is_set_across_tags_and_never_inside_them(html, shown):
    assert typeset_html(html).replace("\u00a0", "_") == shown


def test_what_is_escaped_stays_escaped():
    assert typeset_html("&lt;b&gt; 5&quot; &amp;copy;") == "&lt;b&gt; 5&quot; &amp;copy;"


def test_an_article_of_three_thousand_words_takes_no_time():
    html = '<p>Давление в "сети" упало сразу - без <b>предупреждения</b>, в 5-7 минут... И всё.</p>' * 250
    spent = []
    for _ in range(5):
        start = time.process_time()
        typeset_html(html)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.06  # about 0.015 on a quiet core
