"""Blocks of which stories are written. Sections add the blocks of other apps to `story_blocks()`."""

from portal.blocks.asides import FiguresBlock, NoteBlock
from portal.blocks.pictures import GalleryBlock, PictureBlock
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
    ]


__all__ = ["FiguresBlock", "GalleryBlock", "HeadingBlock", "NoteBlock", "PictureBlock", "TextBlock", "story_blocks"]
