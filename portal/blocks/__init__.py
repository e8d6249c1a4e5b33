"""Blocks of which stories are written. Sections add the blocks of other apps to `story_blocks()`."""

from portal.blocks.asides import FiguresBlock, NoteBlock
from portal.blocks.embeds import EmbedBlock
from portal.blocks.facts import FactsBlock, TimelineBlock
from portal.blocks.pictures import GalleryBlock, PictureBlock
from portal.blocks.related import STORY, StoryBlock
from portal.blocks.tables import TableBlock
from portal.blocks.text import HeadingBlock, TextBlock


def story_blocks() -> list[tuple[str, object]]:
    """The kernel's blocks in the order of the block chooser."""
    return [
        ("text", TextBlock()),
        ("heading", HeadingBlock()),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("figures", FiguresBlock()),
        ("note", NoteBlock()),
        ("facts", FactsBlock()),
        ("timeline", TimelineBlock()),
        ("table", TableBlock()),
        ("embed", EmbedBlock()),
        (STORY, StoryBlock()),
    ]


__all__ = [
    "EmbedBlock",
    "FactsBlock",
    "FiguresBlock",
    "GalleryBlock",
    "HeadingBlock",
    "NoteBlock",
    "PictureBlock",
    "StoryBlock",
    "TableBlock",
    "TextBlock",
    "TimelineBlock",
    "story_blocks",
]
