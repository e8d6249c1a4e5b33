"""What a post carries out of the company, for the gates to judge."""

from __future__ import annotations

from wagtail.fields import StreamField

from portal import gates
from portal.stories import Story
from syndication.text.blocks import plain
from syndication.text.parsing import parse
from syndication.wish import Wish

# So many characters in a row of the page itself, spaces aside, are no teaser any more.
PASSAGE = 200
BODY = "В посте большой кусок самого материала, а он открыт только сотрудникам. Оставьте анонс и ссылку."


def reasons_to_stay(wish: Wish, story: Story) -> list[str]:
    """Everything that stops this post, in Russian; empty: it may leave."""
    text = plain(parse(wish.text))
    pictures = frozenset(picture.id for picture in wish.pictures)
    carried = gates.Leaving((text, wish.button), pictures, story.summary().people, film=wish.video is not None)
    reasons = gates.reasons_to_stay(carried)
    return reasons if story.card().public or not repeats(text, _body(story)) else [*reasons, BODY]


def repeats(text: str, body: str) -> bool:
    """Whether the text holds a passage of the body, whatever their spaces."""
    said, whole = _joined(text), _joined(body)
    step = PASSAGE // 2
    # Any passage of this length holds one that begins at a multiple of half of it.
    pieces = (whole[start : start + step] for start in range(0, len(whole) - step + 1, step))
    return len(said) >= PASSAGE and any(piece in said and _longest(said, whole, piece) >= PASSAGE for piece in pieces)


def _longest(said: str, whole: str, piece: str) -> int:
    """How far the common passage around this piece reaches."""
    here, there = said.index(piece), whole.index(piece)
    begin = 0
    while begin < min(here, there) and said[here - begin - 1] == whole[there - begin - 1]:
        begin += 1
    end = len(piece)
    while here + end < len(said) and there + end < len(whole) and said[here + end] == whole[there + end]:
        end += 1
    return begin + end


def _body(story: Story) -> str:
    streams = [field.name for field in story._meta.get_fields() if isinstance(field, StreamField)]
    found = [text for name in streams for raw in getattr(story, name).raw_data for text in _texts(raw["value"])]
    return "\n".join(plain(parse(text)) for text in found)


def _texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]


def _joined(text: str) -> str:
    return "".join(text.split())
