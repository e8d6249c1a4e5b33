"""Pictures and galleries."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from portal.blocks.ahead import FetchedAhead
from portal.images import Picture, picture_context

CAPTION_LENGTH = 300
ALT_HELP = "Описание для тех, кто не видит снимка, берётся из самого снимка: поле «Описание»."


def any_picture() -> Picture | None:
    """The newest picture of the library, for previews of blocks."""
    return Picture.objects.prefetch_related("renditions").order_by("-pk").first()


class PictureChooserBlock(FetchedAhead, ImageChooserBlock):
    """Wagtail's chooser of pictures that shares one query with the other blocks of a body."""


class PictureBlock(blocks.StructBlock):
    """One picture with its caption."""

    picture = PictureChooserBlock(label="Снимок", help_text=ALT_HELP)
    caption = blocks.CharBlock(
        label="Подпись", required=False, max_length=CAPTION_LENGTH, help_text="Кто и что на снимке, где и когда снято."
    )
    credit = blocks.CharBlock(
        label="Автор снимка", required=False, max_length=120, help_text="Если не указать, возьмём из самого снимка."
    )
    bleed = blocks.BooleanBlock(label="Во всю ширину экрана", required=False)

    class Meta:
        label = "Снимок"
        icon = "image"
        group = "Снимки"
        template = "portal/blocks/picture.html"
        description = "Один снимок с подписью. Лучше всего горизонтальный, от 1600 точек в ширину."

    def get_preview_value(self):
        return self.normalize({"picture": any_picture(), "caption": "Котельная № 14, Тихорецк, 6:40 утра."})


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of a gallery."""

    picture = PictureChooserBlock(label="Снимок", help_text=ALT_HELP)
    caption = blocks.CharBlock(label="Подпись", required=False, max_length=CAPTION_LENGTH)

    class Meta:
        label = "Снимок"
        icon = "image"


class GalleryBlock(blocks.StructBlock):
    """Two to thirty pictures; the first one is wide."""

    pictures = blocks.ListBlock(GalleryPictureBlock(), label="Снимки", min_num=2, max_num=30)
    caption = blocks.CharBlock(label="Подпись ко всем", required=False, max_length=CAPTION_LENGTH)

    class Meta:
        label = "Галерея"
        icon = "grip"
        group = "Снимки"
        template = "portal/blocks/gallery.html"
        description = "От 2 до 30 снимков; первый показывается крупнее."

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"pictures": [_shown(item) for item in value["pictures"] if item["picture"]]}

    def get_preview_value(self):
        shown = [{"picture": picture} for picture in Picture.objects.prefetch_related("renditions").order_by("-pk")[:3]]
        return self.normalize({"pictures": shown, "caption": "Ночь на Красноармейской"})


def _shown(item) -> dict[str, object]:
    """A picture of a gallery with the addresses of its large sizes."""
    picture = item["picture"]
    return {"picture": picture, "caption": item.get("caption"), "large": picture_context(picture, "picture")}
