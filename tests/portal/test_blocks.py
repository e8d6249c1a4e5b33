"""Blocks of stories: what they show, what they escape, what the chooser previews."""

import pytest
from django.template.loader import render_to_string
from wagtail import blocks

from portal.blocks import story_blocks
from portal.blocks.layout import lay_out, picture_ids
from portal.blocks.loading import stored_items
from portal.factories import PictureFactory

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


@pytest.mark.parametrize("name", [name for name, _ in story_blocks()])
def test_the_chooser_previews_each_block(name):
    PictureFactory.create_batch(3)
    block = STREAM.child_blocks[name]
    assert block.render(block.get_preview_value()).strip()
    assert block.meta.description
