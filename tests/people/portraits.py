"""What the tests of portraits share: a real face, people with accounts, uploads."""

from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.factories import UserFactory
from people.factories import EmployeeFactory
from people.models import PortraitProposal
from portal.factories import image_bytes

FACE = (Path(__file__).parent / "samples" / "astronaut.jpg").read_bytes()
# Where the face is in it, by eye.
FACE_AT = (177, 67, 270, 161)
OWN, CROP, WITHDRAW = "/me/photo/", "/me/photo/crop/", "/me/photo/withdraw/"


def upload(content: bytes = FACE, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def flat(size=(600, 800), colour="#88aa66") -> bytes:
    """A picture with nobody in it."""
    return image_bytes(size, colour)


def employee(**fields):
    """Somebody with an account of his or her own."""
    return EmployeeFactory(user=UserFactory(), **fields)


def uploaded(client, content: bytes = FACE):
    return client.post(OWN, {"photo": upload(content)})


def sent(client, content: bytes = FACE) -> PortraitProposal:
    """Uploaded and sent as proposed."""
    assert uploaded(client, content).status_code == 302
    draft = PortraitProposal.objects.drafts().latest("pk")
    box = {"x": draft.crop_x, "y": draft.crop_y, "side": draft.crop_side}
    assert client.post(CROP, box | {"send": "1"}).status_code == 302
    return PortraitProposal.objects.get(pk=draft.pk)


def opened(picture) -> Image.Image:
    with picture.file.open("rb") as file:
        return Image.open(BytesIO(file.read()))
