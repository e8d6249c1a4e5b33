"""Files of portraits: an upload becomes a picture with a proposed square, a square becomes a picture of its own."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile, File
from PIL import Image
from wagtail.models import Collection, ReferenceIndex

from people.models import Employee, PortraitProposal
from people.portraits.crop import Box, around_face, upper_middle
from people.portraits.finding import find_face
from portal.images import Picture
from portal.uploads.pictures import CleanPicture, clean_picture

COLLECTION = "Портреты"
NOT_CHECKED = "Портрет на проверке"
# The largest size in which a portrait is shown is 800 points.
LARGEST_SIDE = 1200
QUALITY = 92  # it is written anew once more when it is stored
PAPER = "#ffffff"


@dataclass(frozen=True)
class Shot:
    """An upload that was verified and written anew, and the square proposed for it."""

    file: CleanPicture
    crop: Box
    face_found: bool


def examined(file: File) -> Shot:
    """The slow part of an upload, outside of any transaction. Raises ValidationError with a Russian sentence."""
    clean = clean_picture(file)
    image = Image.open(clean)
    width, height = image.size
    face = find_face(image)
    crop = around_face(face, width, height) if face else upper_middle(width, height)
    return Shot(clean, crop, face is not None)


def stored(file: File, user, title: str = NOT_CHECKED) -> Picture:
    """A picture in the collection of portraits."""
    picture = Picture(title=title, file=file, collection=_collection(), uploaded_by_user=user)
    picture.save()
    return picture


def cut(file: File, crop: Box) -> ContentFile:
    """The square as a file of its own; nothing else of the picture is in it."""
    file.seek(0)
    with Image.open(file) as image:
        square = image.crop((crop.x, crop.y, crop.x + crop.side, crop.y + crop.side))
    square.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    _on_paper(square).save(buffer, "JPEG", quality=QUALITY)
    return ContentFile(buffer.getvalue(), name="portrait.jpg")


def discard(picture: Picture | None) -> None:
    """Deletes the picture with its files, unless something else shows it."""
    if picture is None or _is_used(picture):
        return
    picture.delete()


def _is_used(picture: Picture) -> bool:
    """Employees and proposals are asked themselves: the index of references is written only after the request."""
    asked = ContentType.objects.get_for_models(Employee, PortraitProposal).values()
    return (
        Employee.objects.filter(photo=picture).exists()
        or PortraitProposal.objects.filter(picture=picture).exists()
        or ReferenceIndex.get_references_to(picture).exclude(base_content_type__in=asked).exists()
    )


def _on_paper(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    paper = Image.new("RGB", image.size, PAPER)
    paper.paste(image, mask=image)
    return paper


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)
