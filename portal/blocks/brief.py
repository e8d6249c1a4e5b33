"""Short formatted text inside other blocks."""

from wagtail import blocks

from portal import richtext
from portal.blocks.ahead import is_ahead
from portal.blocks.text import FEATURES

# A heading inside would be a heading of the whole story.
SMALL_FEATURES = [feature for feature in FEATURES if feature not in {"h2", "h3", "h4"}]


class BriefTextBlock(blocks.RichTextBlock):
    """Paragraphs, lists, links and mentions; no headings."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": SMALL_FEATURES, "max_length": 4000, **kwargs})

    def bulk_to_python(self, values):
        """While a body is laid out, its texts are made HTML at once: the people they mention are at hand then."""
        texts = super().bulk_to_python(values)
        if is_ahead():
            for text in texts:
                text.prepared = richtext.shown(text)
        return texts
