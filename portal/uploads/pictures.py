"""A picture from outside: judged by its header, decoded within limits, written anew without anything but the picture."""

from __future__ import annotations

import io
import threading

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

LARGEST_FILE = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
# Beyond this a picture is halved: the widest place on a page is a tenth of it, and memory stays bounded.
HALVED_FROM = 25_000_000
# An honest progressive JPEG has about ten; each one more costs a pass over the whole picture.
MOST_SCANS = 100
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF")
QUALITY = 88
NOT_A_PICTURE = (
    "Это не снимок: нужен файл JPEG, PNG, WebP, AVIF, HEIC или GIF. Файлы SVG и переименованные файлы не принимаются."
)
TOO_LARGE_FILE = f"Файл больше {LARGEST_FILE // 1024**2} МБ. Уменьшите снимок и попробуйте ещё раз."
TOO_MANY_PIXELS = f"В снимке больше {MOST_PIXELS // 1_000_000} миллионов точек. Уменьшите его и попробуйте ещё раз."
DAMAGED = "Снимок повреждён: файл обрывается или не читается. Сохраните его заново и попробуйте ещё раз."
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, Image.DecompressionBombError)

register_heif_opener()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# A decoded picture takes up to 200 MB: one at a time in a process.
_one_at_a_time = threading.Lock()


class CleanPicture(SimpleUploadedFile):
    """The bytes that `clean_picture` wrote; they need not be cleaned again."""


def clean_picture(file: File) -> CleanPicture:
    """The same picture, upright, in sRGB, its first frame alone, as JPEG, or PNG where something shows through.

    Raises ValidationError with a Russian sentence for the field.
    """
    if isinstance(file, CleanPicture):
        return file
    if file.size > LARGEST_FILE:
        raise ValidationError(TOO_LARGE_FILE)
    image = _opened(file)
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)
    with _one_at_a_time:
        return _written(_decoded(image))


def _opened(file: File) -> Image.Image:
    """The header alone is read."""
    file.seek(0)
    try:
        image = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, *UNREADABLE) as error:
        raise ValidationError(NOT_A_PICTURE) from error
    if image.format in ("JPEG", "MPO") and _scans(file) > MOST_SCANS:
        raise ValidationError(DAMAGED)
    return image


def _scans(file: File) -> int:
    position = file.tell()
    file.seek(0)
    scans = file.read().count(b"\xff\xda")
    file.seek(position)
    return scans


def _decoded(image: Image.Image) -> Image.Image:
    is_huge = image.width * image.height > HALVED_FROM
    # WeasyPrint, wherever it has been imported, makes Pillow content with files that end too early.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        if is_huge:
            image.draft(None, (image.width // 2, image.height // 2))  # JPEG decodes to half the size at once
        image.load()
        plain = _plain(image)
        if plain.width * plain.height > HALVED_FROM:
            plain = plain.reduce(2)
        return ImageOps.exif_transpose(plain)
    except UNREADABLE as error:
        raise ValidationError(DAMAGED) from error


def _plain(image: Image.Image) -> Image.Image:
    """RGB, or RGBA if anything shows through, in the colours of sRGB."""
    see_through = image.has_transparency_data and image.mode != "RGB"
    mode = "RGBA" if see_through else "RGB"
    profile = image.info.get("icc_profile")
    plain = _in_srgb(image, profile, mode) if profile else None
    if plain is None:
        plain = image if image.mode == mode else image.convert(mode)
    if see_through and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    return plain


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """None where the profile does not belong to such a picture or cannot be read: the values stay as they are."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return None
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _written(image: Image.Image) -> CleanPicture:
    image.info.clear()  # Pillow would write comments, profiles and texts from here
    buffer = io.BytesIO()
    if image.mode == "RGBA":
        image.save(buffer, "PNG")
        return CleanPicture("picture.png", buffer.getvalue(), "image/png")
    image.save(buffer, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return CleanPicture("picture.jpg", buffer.getvalue(), "image/jpeg")
