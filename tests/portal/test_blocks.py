"""Blocks of stories: what they show, what they refuse."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.blocks import EmbedBlock, TableBlock, story_blocks
from portal.blocks.layout import lay_out, picture_ids
from portal.blocks.loading import stored_items
from portal.factories import PictureFactory
from tests.blocks import VIDEO, embed, table, timeline

pytestmark = pytest.mark.django_db
STREAM = blocks.StreamBlock(story_blocks())


def shown(*raw) -> str:
    """The HTML of a body made of these raw blocks."""
    return render_to_string("portal/blocks/body.html", {"body": lay_out(STREAM.to_python(list(raw)))})


def picture_block(picture, **fields):
    return {"type": "picture", "value": {"picture": picture.pk, "caption": "", "credit": "", "bleed": False, **fields}}


def test_a_picture_has_its_description_its_caption_and_its_author():
    picture = PictureFactory(description="Котельная на рассвете", credit="Рустам Хачемизов")
    html = shown(picture_block(picture, caption="Тихорецк, 6:40"))
    assert 'alt="Котельная на рассвете"' in html
    assert "Тихорецк, 6:40" in html
    assert "Рустам Хачемизов" in html


def test_a_gallery_shows_all_its_pictures_each_leading_to_the_large_one():
    items = stored_items([{"picture": PictureFactory().pk, "caption": ""} for _ in range(3)])
    html = shown({"type": "gallery", "value": {"pictures": items, "caption": "Ночь"}})
    assert html.count("<img") == 3
    assert html.count('href="/renditions/') == 3


@pytest.mark.parametrize(
    "raw",
    [
        {"type": "heading", "value": "<script>alert(1)</script>"},
        {"type": "note", "value": {"title": "<script>", "text": "<script>alert(1)</script>"}},
        {
            "type": "figures",
            "value": {
                "heading": "",
                "figures": stored_items([{"value": "<script>", "label": "<script>"}]),
            },
        },
    ],
)
def test_what_an_editor_types_is_text_and_not_code(raw):
    assert "<script>" not in shown(raw)


def test_paragraphs_and_headings_share_a_column_until_a_picture_comes():
    text, heading = {"type": "text", "value": "<p>Тепло</p>"}, {"type": "heading", "value": "Утро"}
    body = lay_out(STREAM.to_python([text, heading, text, picture_block(PictureFactory()), text]))
    assert [(run.prose, len(run.parts)) for run in body.runs] == [(True, 3), (False, 1), (True, 1)]


def test_the_pictures_of_a_body_are_known_without_a_query(django_assert_num_queries):
    single, first, second = (PictureFactory() for _ in range(3))
    items = stored_items([{"picture": picture.pk, "caption": ""} for picture in (first, second)])
    body = STREAM.to_python([picture_block(single), {"type": "gallery", "value": {"pictures": items, "caption": ""}}])
    with django_assert_num_queries(0):
        assert picture_ids(body) == {single.pk, first.pk, second.pk}


def test_the_pictures_of_a_chronology_are_known_too():
    picture = PictureFactory()
    assert picture_ids(STREAM.to_python([timeline(picture)])) == {picture.pk}


def test_what_is_to_come_stays_cold_on_the_line_of_a_chronology():
    html = shown(timeline())
    assert html.count('<li class="past">') == 1
    assert html.count("<li") == 2


def test_a_table_has_headings_with_their_scope_and_numbers_in_a_column():
    html = shown(table(("Город", "Труб"), ("Майкоп", "1\u00a0200"), ("Тихорецк", "14,5"), choice="both"))
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert html.count('class="num"') == 3
    assert 'tabindex="0" role="region" aria-label="Три аварии"' in html


@pytest.mark.parametrize("choice", ["row", "column", "both", "neither", "", None, 5])
@pytest.mark.parametrize("data", [[], [[]], [[], ["а"]], [[None, 1, 2.5]], [["а"], ["б", "в"]]])
def test_a_table_of_any_shape_is_shown(data, choice):
    shown({"type": "table", "value": {"data": data, "table_header_choice": choice, "table_caption": ""}})


@pytest.mark.parametrize(
    "stored", ["null", "", "{", "[]", '{"data": 5}', '{"data": [5]}', '{"data": [[{}]]}', '{"data": [[""]]}']
)
def test_a_table_that_is_none_is_refused_at_its_field(stored):
    block = TableBlock()
    with pytest.raises(ValidationError, match=r"Таблица не прочиталась|Впишите"):
        block.clean(block.value_from_form(stored))


def test_what_a_paste_from_excel_leaves_empty_goes():
    pasted = {"data": [["Город", "", None], ["Майкоп", "5", ""], ["", None, ""]], "table_header_choice": "row"}
    assert TableBlock().clean(pasted)["data"] == [["Город", ""], ["Майкоп", "5"]]


def test_a_table_too_large_to_read_is_refused():
    with pytest.raises(ValidationError, match="приложить файлом"):
        TableBlock().clean({"data": [["а"] * 13], "table_header_choice": "row"})


def test_a_video_waits_behind_a_door_and_asks_its_site_for_nothing():
    html = shown(embed())
    assert f'href="{VIDEO}"' in html
    assert 'frame="https://rutube.ru/play/embed/0123456789abcdef0123456789abcdef/"' in html
    assert "<iframe" not in html


def test_a_video_whose_site_is_no_longer_on_the_list_is_not_shown(settings):
    settings.PEERTUBE_HOSTS = ("video.example.org",)
    film = embed("https://video.example.org/w/9ba1NqYkqXSpfLFg8y1bxj")
    assert "https://video.example.org/videos/embed/9ba1NqYkqXSpfLFg8y1bxj?p2p=0" in shown(film)
    settings.PEERTUBE_HOSTS = ()
    assert shown(film).strip() == ""


def test_a_foreign_address_is_refused_in_russian_at_its_field():
    with pytest.raises(StructBlockValidationError) as refusal:
        EmbedBlock().clean(EmbedBlock().to_python(embed("https://evil.example/video/1/")["value"]))
    assert "Подойдёт адрес видео на RuTube, VK Видео" in str(refusal.value.block_errors["address"])


def test_a_code_for_embedding_becomes_the_address_of_the_page():
    code = '<iframe width="720" src="https://rutube.ru/play/embed/0123456789abcdef0123456789abcdef/"></iframe>'
    assert EmbedBlock().clean(EmbedBlock().to_python(embed(code)["value"]))["address"] == VIDEO


def test_frames_are_allowed_of_the_sites_on_the_list_alone(client):
    policy = client.get("/login/").headers["Content-Security-Policy"]
    assert "frame-src 'self' https://rutube.ru https://vkvideo.ru" in [part.strip() for part in policy.split(";")]
