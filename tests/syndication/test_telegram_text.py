"""Rich text as Telegram's HTML: whatever an editor types, nothing is refused, nothing is over the limit, no link is lost."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.telegram.markup import written
from syndication.text.blocks import length
from syndication.text.fitting import fitted
from syndication.text.parsing import parse
from tests.syndication import telegram_markup

PAGE = "https://teplo.example.org/news/nasos/"
LINK = f'<p><a href="{PAGE}">Читать полностью</a></p>'
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
inline = st.sampled_from(["b", "i", "s", "u", "code", "strong", "em", "a", "span", "sub", "blockquote", "h3", "li"])


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def tagged(parts) -> str:
    return "".join(f'<{tag} href="{PAGE}">{text}</{tag}>' for tag, text in parts)


rich = st.recursive(words.map(escaped), lambda inner: st.lists(st.tuples(inline, inner), max_size=3).map(tagged))


def read(html: str) -> tuple[str, list[dict]]:
    return telegram_markup.parse(written(parse(html)))


@given(rich, st.integers(40, 400))
def test_nothing_is_refused_and_the_limit_holds(html, limit):
    blocks = fitted(parse(f"<p>Насос</p>{html}{LINK}"), limit, PAGE)
    text, entities = telegram_markup.parse(written(blocks))
    assert telegram_markup.units(text) <= length(blocks) <= limit
    assert any(entity.get("url") == PAGE for entity in entities)


@given(words)
def test_a_text_that_fits_is_whole(text):
    shown, _ = read(f"<p>{escaped(text)}</p>")
    assert "".join(shown.split()) == "".join("".join(char if category(char) != "Cc" else " " for char in text).split())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h3>Насосы</h3><p>Два новых.</p>", "Насосы\n\nДва новых."),
        ("<p>Так:</p><ul><li>раз</li><li>два<ol><li>внутри</li></ol></li></ul>", "Так:\n\n• раз\n• два\n   1. внутри"),
        ("<p>Одна<br>другая</p>", "Одна\nдругая"),
        ("<p>Много    пробелов\n и строк</p>", "Много пробелов и строк"),
        (
            "<table><tr><th>Город</th><td>Т</td></tr><tr><td>Майкоп</td><td>70</td></tr></table>",
            "Город — Т\nМайкоп — 70",
        ),
        ("<blockquote><p>Тёплая!</p><p>Да.</p></blockquote>", "Тёплая!\n\nДа."),
        ("<script>alert(1)</script><p>Тепло &amp; свет &lt;b&gt;</p>", "Тепло & свет <b>"),
        ("голый текст", "голый текст"),
        ("<p></p><p> </p>", ""),
    ],
)
def test_each_thing_an_editor_makes_reads_well(html, text):
    assert read(html)[0].replace("\u00a0", " ") == text


def test_styles_survive_and_a_link_into_the_intranet_is_plain_text():
    _, entities = read(f'<p><b>Жирно <i>и косо</i></b> <a href="{PAGE}">да</a> <a href="http://portal/x">нет</a></p>')
    assert [entity["type"] for entity in entities] == ["bold", "italic", "text_link"]


def test_of_too_many_styles_the_last_are_plain():
    text, entities = read("".join(f"<p><b>{number}</b> и</p>" for number in range(150)))
    assert text.endswith("149 и") and len(entities) == 100


def test_what_is_cut_is_the_middle_and_says_so():
    long = "слово " * 100
    shown, _ = telegram_markup.parse(
        written(fitted(parse(f"<p><b>Насос</b></p><p>{long}</p>{LINK}<p>#Сети</p>"), 100, PAGE))
    )
    assert shown.startswith("Насос\n\nслово") and "слово…" in shown and shown.endswith("Читать полностью\n\n#Сети")
