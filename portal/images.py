"""Pictures: the model of an uploaded image and the fixed list of sizes in which pages show it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from portal.uploads.fields import PictureField

# Every size a page may ask for. Templates only prefetch; a missing one is made when the browser asks for it.
SPECS: dict[str, tuple[str, ...]] = {
    "face": ("fill-96x96|format-webp", "fill-192x192|format-webp"),
    "portrait": ("fill-400x400|format-webp", "fill-800x800|format-webp"),
    "card": ("fill-240x150|format-webp", "fill-480x300|format-webp", "fill-960x600|format-webp"),
    "square": ("fill-176x176|format-webp", "fill-352x352|format-webp"),
    "cover": ("fill-720x450|format-webp", "fill-1200x750|format-webp", "fill-1600x1000|format-webp"),
    "picture": ("width-720|format-webp", "width-1200|format-webp", "width-1800|format-webp"),
    "poster": ("width-960|format-webp",),
    "issue": ("width-320|format-webp", "width-640|format-webp"),
    "channel": ("max-1280x1280|format-jpeg",),
}
ALL_SPECS = frozenset(spec for specs in SPECS.values() for spec in specs)


class Picture(AbstractImage):
    """An uploaded picture. `description` is its alternative text.

    `published` and `public` follow from the pages that use it and are recomputed when pages change (`portal.usage`).
    """

    file = PictureField("файл", width_field="width", height_field="height")
    credit = models.CharField("автор снимка", max_length=120, blank=True)
    published = models.BooleanField("есть на опубликованных страницах", default=False, editable=False)
    public = models.BooleanField("есть на страницах для всех", default=False, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(WagtailImage.Meta):
        verbose_name = "снимок"
        verbose_name_plural = "снимки"

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class PictureRendition(AbstractRendition):
    """A picture in one of the sizes of `SPECS`."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        verbose_name = "размер снимка"
        verbose_name_plural = "размеры снимков"
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_spec")
        ]


def picture_context(picture: Picture, spec_name: str) -> dict[str, object]:
    """`src`, `srcset`, `width` and `height` for an `<img>`; never makes a rendition."""
    sources = [(_dimensions(picture, spec), _address(picture, spec)) for spec in SPECS[spec_name]]
    (width, height), src = sources[-1]
    srcset = ", ".join(f"{address} {size[0]}w" for size, address in sources)
    return {"src": src, "srcset": srcset, "width": width, "height": height}


def _address(picture: Picture, spec: str) -> str:
    made = next((r for r in picture.renditions.all() if r.filter_spec == spec), None)
    if made is not None:
        return made.url
    return reverse("rendition", args=[picture.pk, spec.replace("|", ".")])


def _dimensions(picture: Picture, spec: str) -> tuple[int, int]:
    """The size a rendition will have, known before it is made: nothing may shift while pictures load."""
    method, _, size = spec.split("|")[0].partition("-")
    numbers = [int(part) for part in size.split("x")]
    if method == "fill":
        return _fitted_fill(picture, *numbers)
    bound_width, bound_height = (numbers * 2)[:2] if method == "max" else (numbers[0], picture.height)
    scale = min(bound_width / picture.width, bound_height / picture.height if method == "max" else 1, 1)
    return round(picture.width * scale), max(round(picture.height * scale), 1)


def _fitted_fill(picture: Picture, width: int, height: int) -> tuple[int, int]:
    scale = min(picture.width / width, picture.height / height, 1)
    return round(width * scale), round(height * scale)
