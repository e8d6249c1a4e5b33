"""Pictures for tests: real files, so that the real image path is used."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image

from portal.images import Picture


def image_bytes(size: tuple[int, int] = (640, 400), colour: str = "#c2410c", image_format: str = "JPEG") -> bytes:
    """A flat picture of this size and colour."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, image_format)
    return buffer.getvalue()


class PictureFactory(factory.django.DjangoModelFactory):
    """A flat JPEG, 640 × 400 unless `size=` says otherwise."""

    class Meta:
        model = Picture

    class Params:
        size = (640, 400)
        colour = "#c2410c"

    title = factory.Sequence(lambda n: f"Снимок {n}")
    description = "Проверочный снимок"
    file = factory.LazyAttribute(lambda o: ContentFile(image_bytes(o.size, o.colour), name="picture.jpg"))
