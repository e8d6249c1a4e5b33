"""Text and headings."""

from wagtail import blocks

FEATURES = ["bold", "italic", "h2", "h3", "ol", "ul", "link", "document-link", "employee", "word-paste"]
PREVIEW_TEXT = "<p>В 5:20 открыли задвижку на Октябрьской. Тепло идёт по трубе со скоростью пешехода.</p>"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs with a fixed, small set of features; `h2` goes into the contents of an article."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": FEATURES, "max_length": 20_000, **kwargs})

    class Meta:
        label = "Текст"
        icon = "pilcrow"
        group = "Текст"
        template = "portal/blocks/text.html"
        preview_value = PREVIEW_TEXT
        description = "Абзацы, подзаголовки, списки, ссылки, упоминания коллег. Вставлять можно прямо из Word."


class HeadingBlock(blocks.CharBlock):
    """A heading; articles make their contents of them."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 120, **kwargs})

    class Meta:
        label = "Подзаголовок"
        icon = "title"
        group = "Текст"
        template = "portal/blocks/heading.html"
        preview_value = "Карта на столе"
        description = "Делит материал на части. Из подзаголовков складывается содержание сбоку."
