import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.factories import NewsFactory
from portal.richtext import clean

HOSTILE = [
    "<script>alert(1)</script>",
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:alert(1)">x</a>',
    "<svg/onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_markup_is_harmless_on_the_page_whatever_way_it_came(html, sign_in):
    page = NewsFactory(body=json.dumps([{"type": "text", "value": f"<p>Текст</p>{html}"}]))
    shown = sign_in("employee").get(page.url).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    for sign in (
        "<script>alert",
        "onclick=",
        "onerror=",
        "onload=",
        "javascript:",
        "vbscript:",
        "data:text",
        "<iframe",
    ):
        assert sign not in shown


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


def test_what_an_editor_can_make_stays():
    html = '<p class="first">Слово <b>важно</b>, <a href="/news/">сюда</a></p><ul><li>раз</li></ul>'
    assert clean(html).replace(' rel="noopener noreferrer"', "") == html
