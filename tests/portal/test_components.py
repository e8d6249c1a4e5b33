"""The design system as templates use it."""

import re
from datetime import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from portal import menu
from portal.factories import PictureFactory
from portal.menu import MenuItem
from portal.staticfiles import SHEETS

STATIC = settings.BASE_DIR / "static"
TEMPLATES = [
    path.read_text(encoding="utf-8")
    for path in settings.BASE_DIR.glob("*/templates/**/*.html")
    if path.name != "sprite.html"
]
SCRIPTS = [path.read_text(encoding="utf-8") for path in (STATIC / "js").rglob("*.js")]


def drawn(source: str, **context) -> str:
    template = engines["django"].from_string("{% load portal_ui %}" + source)
    return template.render(context, RequestFactory().get(context.pop("path", "/")))


def person(name="Галина Серебрянникова", portrait=None):
    given, surname = name.split()
    return SimpleNamespace(
        full_name=name, name=given, surname=surname, portrait=portrait, get_absolute_url="/people/somebody/"
    )


def test_a_person_without_a_portrait_is_drawn_with_initials():
    assert ">ГС</span>" in drawn("{% face who %}", who=person())


@pytest.mark.django_db
def test_a_portrait_comes_in_several_sizes_with_its_dimensions():
    face = drawn('{% face who size="3rem" %}', who=person(portrait=PictureFactory()))
    assert all(part in face for part in ("srcset=", "width=", "height=", 'loading="lazy"', "--face: 3rem", 'alt=""'))


@pytest.mark.django_db
def test_the_first_picture_of_a_page_is_loaded_at_once():
    picture = drawn('{% picture it "cover" sizes="100vw" eager=True %}', it=PictureFactory())
    assert 'fetchpriority="high"' in picture
    assert "lazy" not in picture


@pytest.mark.django_db
def test_a_picture_speaks_its_own_description():
    assert 'alt="Насос &amp; труба"' in drawn(
        '{% picture it "card" sizes="1rem" %}', it=PictureFactory(description="Насос & труба")
    )


def test_no_picture_draws_nothing():
    assert drawn('{% picture it "card" sizes="1rem" %}', it=None) == ""


def test_a_hole_is_a_mark_and_nothing_personal():
    assert drawn('{% hole "me" %}') == "<!--hole:me-->"


@pytest.mark.parametrize("name", ["bind", "soften"])
def test_typography_escapes_what_people_wrote(name):
    assert "<script" not in drawn("{{ text|" + name + " }}", text="<script>и в доме</script>")


def test_typography_leaves_tags_alone():
    html = drawn("{{ text|safe|bind }}", text='<a href="/в доме/">в доме</a>')
    assert html == '<a href="/в доме/">в\u00a0доме</a>'


@time_machine.travel("2026-11-23 12:00+03:00", tick=False)
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23 09:05", "сегодня, 9:05"),
        ("2026-11-22 23:59", "вчера"),
        ("2026-02-21 10:00", "21 февраля"),
        ("2024-05-03 10:00", "3 мая 2024"),
    ],
)
def test_lists_say_when_as_people_do(moment, said):
    moment = timezone.make_aware(datetime.fromisoformat(moment))
    assert drawn("{{ moment|when }}", moment=moment).replace("\u00a0", " ") == said


@pytest.fixture
def sections(monkeypatch):
    monkeypatch.setattr(menu, "_items", {})
    menu.register(MenuItem("films", "Фильмы", "/films/", "book-open", order=20))
    menu.register(MenuItem("news", "Новости", "/news/", "newspaper", order=10, on_phone=True))


def test_the_menu_shows_sections_in_their_order(sections):
    assert re.findall(r">(\w+)</a>", drawn("{% main_menu %}")) == ["Новости", "Фильмы"]


def test_the_menu_marks_the_section_one_is_in(sections):
    assert drawn("{% main_menu %}", path="/news/nasos/").count('aria-current="true"') == 1


def test_the_phone_has_room_for_three_sections(sections):
    assert "Фильмы" not in drawn('{% main_menu "phone" %}')
    with pytest.raises(ValueError, match="is full"):
        for number in range(3):
            menu.register(MenuItem(f"more{number}", "Ещё", f"/more{number}/", "menu", on_phone=True))


def test_pages_of_a_list_keep_the_query():
    pages = render_to_string(
        "portal/components/pagination.html", {"page": Paginator(range(60), 20).page(2), "query": "q=труба&"}
    )
    assert 'href="?q=труба&amp;page=1"' in pages
    assert "Страница 2 из 3" in pages


def test_a_list_of_one_page_has_no_pages():
    assert not render_to_string("portal/components/pagination.html", {"page": Paginator([1], 20).page(1)}).strip()


def test_the_living_page_shows_every_component(sign_in):
    page = sign_in("press").get("/admin/design/")
    shown = {template.name for template in page.templates}
    components = {
        f"portal/components/{path.name}" for path in settings.BASE_DIR.glob("portal/templates/portal/components/*")
    }
    assert components - shown == {"portal/components/reading_line.html"}


def test_the_living_page_is_for_who_opens_the_cms(sign_in):
    assert sign_in("employee").get("/admin/design/").status_code == 403


def test_a_page_that_is_not_there_says_so_in_our_voice(sign_in):
    page = sign_in().get("/net-takoy/")
    assert page.status_code == 404
    assert "Трубы" in page.text


def test_a_broken_page_needs_no_request_and_no_database():
    assert "Бригада" in render_to_string("500.html")


def test_each_icon_in_use_is_in_the_sprite_and_no_other():
    sprite = (settings.BASE_DIR / "portal/templates/portal/sprite.html").read_text(encoding="utf-8")
    used = set(re.findall(r'{% icon "([\w-]+)"', "".join(TEMPLATES))) | {item.icon for item in menu.items()}
    used |= set(re.findall(r'this\.button\("[^"]+", "([\w-]+)"', "".join(SCRIPTS)))
    assert used == set(re.findall(r'id="i-([\w-]+)"', sprite))


def test_every_style_is_in_one_stylesheet_and_in_no_other():
    listed = [
        part for sheet in SHEETS for part in re.findall(r'@import "([^"]+)"', (STATIC / sheet).read_text("utf-8"))
    ]
    files = {path.relative_to(STATIC / "css").as_posix() for path in (STATIC / "css").rglob("*.css")}
    assert sorted(listed) == sorted(files - {sheet.removeprefix("css/") for sheet in SHEETS} - {"admin.css"})


def test_no_template_holds_scripts_of_its_own():
    handlers = [found for text in TEMPLATES for found in re.findall(r"<script(?![^>]*src=)[^>]*>|\son\w+=", text)]
    assert handlers == []
