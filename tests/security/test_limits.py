"""What is too large is refused before it is read, in Russian, at the field (S31, S37)."""

import io

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from portal.images import Picture

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


class Endless(io.RawIOBase):
    """A body of so many bytes that takes no memory; counts what was read of it."""

    def __init__(self, head: bytes, size: int):
        self.head, self.left, self.taken = head, size, 0

    def readable(self):
        return True

    def read(self, size=-1):
        size = self.left if size < 0 else min(size, self.left)
        data, self.head = self.head[:size], self.head[size:]
        data += b"\0" * (size - len(data))
        self.left -= len(data)
        self.taken += len(data)
        return data


def test_two_hundred_megabytes_of_picture_are_refused_at_the_field_and_the_words_stay(sign_in, tmp_path):
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0")
        file.truncate(200 * MB)
    with large.open("rb") as file:
        form = {
            "title": "Большой снимок",
            "tags": "зима",
            "file": UploadedFile(file, "large.jpg", "image/jpeg", 200 * MB),
        }
        answer = sign_in("press").post(reverse("wagtailimages:add"), form)
    page = answer.content.decode()
    assert not Picture.objects.exists()
    assert answer.status_code in (200, 413)
    if answer.status_code == 200:
        assert "Большой снимок" in page
        assert "МБ" in page


def test_a_body_that_says_it_is_five_gigabytes_is_not_read(sign_in):
    body = Endless(b"", 5 * 1024 * MB)
    client = sign_in("press")
    answer = client.generic(
        "POST",
        reverse("wagtailimages:add"),
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(5 * 1024 * MB),
        **{"wsgi.input": body},
    )
    assert answer.status_code == 413
    assert body.taken < MB
    assert "МБ" in answer.content.decode()
