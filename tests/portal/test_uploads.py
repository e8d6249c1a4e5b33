import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.factories import image_bytes
from portal.images import Picture
from portal.uploads.names import clean_title

pytestmark = pytest.mark.django_db
ADD = "/admin/images/add/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def jpeg_of_a_phone() -> bytes:
    """A JPEG 40 × 20 that says «turn me» and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[2] = (45.0, 2.0, 0.0)
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, "JPEG", exif=exif, comment=b"owner")
    return buffer.getvalue()


def bomb(side: int) -> bytes:
    """A small PNG that says it is `side` × `side`."""
    small = image_bytes((1, 1), image_format="PNG")
    header = b"IHDR" + side.to_bytes(4, "big") * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


@pytest.fixture
def upload(sign_in):
    press = sign_in("press")

    def _upload(content, name="photo.jpg"):
        return press.post(ADD, {"title": "Котельная", "file": SimpleUploadedFile(name, content), "collection": 1})

    return _upload


def test_a_picture_from_a_phone_is_stored_upright_and_says_nothing_of_the_phone(upload):
    assert upload(jpeg_of_a_phone()).status_code == 302
    picture = Picture.objects.get()
    with picture.file.open("rb") as file:
        stored = file.read()
    image = Image.open(io.BytesIO(stored))
    assert (image.size, picture.width, picture.height) == ((20, 40), 20, 40)
    assert not image.getexif()
    assert b"PhoneMaker" not in stored
    assert b"owner" not in stored


def test_no_size_of_it_holds_what_the_phone_knew(upload):
    upload(jpeg_of_a_phone())
    with Picture.objects.get().get_rendition("max-1280x1280|format-jpeg").file.open("rb") as file:
        assert not Image.open(file).getexif()


def test_what_hangs_behind_a_picture_is_cut_off(upload):
    upload(image_bytes() + b"<script>alert(1)</script>")
    with Picture.objects.get().file.open("rb") as file:
        assert b"<script>" not in file.read()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "drawing.svg"),
        (SVG, "drawing.jpg"),
        (b"<html><script>alert(1)</script></html>", "page.jpg"),
        (image_bytes()[:400], "cut.jpg"),
        (bomb(11_000), "bomb.png"),
        (bomb(20_000), "bomb.png"),
        (b"", "empty.jpg"),
    ],
)
def test_what_is_no_picture_is_refused_at_the_field_and_nothing_typed_is_lost(upload, content, name):
    answer = upload(content, name)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Picture.objects.exists()
    assert 'value="Котельная"' in page
    assert "error-message" in page


def test_stored_names_cannot_be_guessed(upload):
    upload(image_bytes(), "IMG_0001.jpg")
    assert "IMG" not in Picture.objects.get().file.name


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd.jpg", "passwd"),
        ("a\r\nSet-Cookie: x.jpg", "a Set-Cookie: x"),
        ("gpj\u202ephoto.jpg", "gpjphoto"),
        ("Ж" * 255 + ".jpg", "Ж" * 120),
    ],
)
def test_a_title_is_made_of_the_visible_part_of_a_file_name(name, title):
    assert clean_title(name) == title
