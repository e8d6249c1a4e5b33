"""The composer: what the press sees and decides of a post before it leaves."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from news.factories import NewsFactory
from people.factories import EmployeeFactory
from portal.factories import PictureFactory
from syndication.delivery import deliver
from syndication.models import Channel, Choice, Composition, Delivery, State
from tests.reading import read

pytestmark = pytest.mark.django_db
TEXT = "<p>Свой текст про насос.</p>"


def draft(text=TEXT):
    """What the rich text editor sends."""
    plain = re.sub("<[^>]+>", "", text)
    block = {"key": "a", "text": plain, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def form(**fields):
    return {"choice": "rule", "text": "null", "media": "cover", "button": "on", "seen": ""} | fields


def address(page, what=""):
    return f"/admin/channel/compose/{page.pk}/{what}"


def test_the_bubble_counts_in_telegrams_units_and_says_what_will_happen(sign_in, connected):
    page = NewsFactory(draft=True, title="Насос 🔥", lead="Лид")
    shown = read(sign_in("press").get(address(page)))
    assert re.search(r"\d+ из 4\s096 знаков", shown) and "Пост уйдёт сразу после публикации." in shown


def test_own_text_is_shown_live_saved_and_sent(sign_in, connected):
    page = NewsFactory(draft=True)
    press = sign_in("press")
    assert "Свой текст про насос." in read(press.post(address(page, "preview/"), form(text=draft())))
    assert not Composition.objects.exists()
    press.post(address(page), form(text=draft()))
    page.save_revision().publish()
    deliver()
    assert connected.channel[0].text == "Свой текст про насос."


def test_a_change_after_publication_edits_the_post(sign_in, connected):
    page = NewsFactory(draft=True)
    page.save_revision().publish()
    deliver()
    sign_in("press").post(address(page), form(text=draft()))
    deliver()
    assert [message.text for message in connected.channel] == ["Свой текст про насос."]


def test_long_text_is_shown_where_it_ends_and_the_link_stays(sign_in, connected):
    page = NewsFactory(draft=True, lead="слово " * 60, cover=PictureFactory())
    Channel.objects.update(template="<p>{заголовок}</p><p>{лид} {лид} {лид} {лид}</p><p>{ссылка}</p>")
    shown = read(sign_in("press").get(address(page)))
    assert "Не поместится" in shown and "Читать полностью" in shown


def test_the_face_that_stops_the_post_is_named(sign_in, connected):
    page = NewsFactory(draft=True, title="Премия Виктору Переверзенцеву")
    EmployeeFactory()
    assert "Назван человек без согласия" in read(sign_in("press").get(address(page)))


def test_an_album_keeps_the_order_in_which_it_was_sent(sign_in, connected):
    cover = PictureFactory()
    page = NewsFactory(draft=True, cover=cover)
    sign_in("press").post(address(page), form(media="album", pictures=[str(cover.pk)]))
    assert list(Composition.objects.get().pictures.values_list("picture", flat=True)) == [cover.pk]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"media": "album"}, "Отметьте хотя бы один снимок"),
        ({"text": draft("<p>{заголовк}</p>")}, "Таких полей нет: {заголовк}"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(fields, error, sign_in, connected):
    page = NewsFactory(draft=True)
    answer = sign_in("press").post(address(page), form(button_label="Подробности", **fields))
    assert answer.status_code == 422
    assert error in read(answer) and 'value="Подробности"' in read(answer)


def test_the_second_of_two_editors_is_told_and_may_insist(sign_in, connected):
    page = NewsFactory(draft=True)
    press = sign_in("press")
    press.post(address(page), form(button_label="Первый"))
    second = press.post(address(page), form(button_label="Второй"))
    assert "сохранил другой редактор" in read(second)
    seen = re.search(r'name="seen" value="([^"]+)"', read(second))[1]
    press.post(address(page), form(button_label="Второй", seen=seen))
    assert Composition.objects.get().button_label == "Второй"


def test_never_is_never_and_an_hour_is_kept(sign_in, connected):
    never, later = NewsFactory(draft=True), NewsFactory(draft=True)
    press, hour = sign_in("press"), timezone.localtime() + timedelta(days=1)
    press.post(address(never), form(choice=Choice.NEVER))
    press.post(address(later), form(at=hour.strftime("%Y-%m-%d %H:%M")))
    for page in (never, later):
        page.save_revision().publish()
    assert Delivery.objects.get(page_id=never.pk).state == State.WITHDRAWN
    assert Delivery.objects.get(page_id=later.pk).due_at > timezone.now() + timedelta(hours=22)


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
def test_others_compose_nothing(role, sign_in, connected):
    page = NewsFactory(draft=True)
    assert sign_in(role).get(address(page)).status_code in {302, 403}
    assert sign_in(role).post(address(page, "preview/"), form()).status_code in {302, 403}


def test_what_is_no_story_has_no_post(sign_in):
    assert sign_in("press").get("/admin/channel/compose/1/").status_code == 404


def test_a_post_that_was_kept_says_why_and_what_it_waits_for(sign_in, connected):
    Channel.objects.update(otherwise="offer")
    page = NewsFactory(draft=True)
    page.save_revision().publish()
    assert "Предложен, само не уходит." in read(sign_in("press").get(address(page)))
