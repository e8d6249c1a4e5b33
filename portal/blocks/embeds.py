"""A video of another site: the address is judged by our own list, and no server is asked about it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail import blocks

from portal.players import Video, video_at


class VideoAddressBlock(blocks.CharBlock):
    """An address of a site on the list; a site's code for embedding becomes the address of its page."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 1000, **kwargs})

    def clean(self, value):
        typed = super().clean(value)
        video = known_video(typed)
        if typed and not video:
            raise ValidationError(f"Так показать не получится. Подойдёт адрес видео на {_sites()}.")
        return _kept(video) if video else typed

    def get_searchable_content(self, value):
        return []


class EmbedBlock(blocks.StructBlock):
    """A video at RuTube, VK Видео or a PeerTube of the company's own."""

    address = VideoAddressBlock(
        label="Адрес видео",
        help_text="Откройте видео на RuTube, VK Видео или в своём PeerTube и вставьте сюда адрес страницы или код для вставки.",
    )
    title = blocks.CharBlock(label="Название", max_length=160, help_text="Его увидят до нажатия «Смотреть».")
    caption = blocks.CharBlock(label="Подпись", required=False, max_length=300)

    class Meta:
        label = "Видео с площадки"
        icon = "media"
        group = "Видео и материалы"
        template = "portal/blocks/embed.html"
        description = "Видео с RuTube, VK Видео или своего PeerTube. Площадка узнает о читателе, только когда он нажмёт «Смотреть»."
        preview_value = {
            "address": "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
            "title": "Как опрессовывают магистраль",
            "caption": "Летние испытания в Тихорецке, четыре минуты.",
        }

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"video": known_video(value.get("address") or "")}


def known_video(address: str) -> Video | None:
    """The video of this address by the list that stands now: what it no longer names is not shown either."""
    return video_at(address, settings.PEERTUBE_HOSTS)


def _kept(video: Video) -> str:
    """What is stored: the frame of VK may hold a key that its page lacks."""
    return video.frame if "hash=" in video.frame else video.page


def _sites() -> str:
    return ", ".join(["RuTube", "VK Видео", *settings.PEERTUBE_HOSTS])
