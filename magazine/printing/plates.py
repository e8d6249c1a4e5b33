"""Pictures for paper: named while the page is set, made afterwards, each once and no larger than it is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps

from portal.images import Picture

DOTS_PER_MM = 200 / 25.4
QUALITY = 82
SCHEME = "teplo"


class UnreadablePictureError(Exception):
    """The stored file of a picture cannot be read; the message names it, in Russian."""


class Plates:
    """What the page has asked for so far."""

    def __init__(self):
        self._wanted: dict[str, tuple[Picture, int]] = {}

    def __len__(self) -> int:
        return len(self._wanted)

    def address(self, picture: Picture | None, width: int) -> str:
        """Where the page finds the picture, to be printed `width` mm wide; "" where there is none."""
        if picture is None:
            return ""
        name = f"{picture.pk}-{width}.jpg"
        self._wanted[name] = (picture, width)
        return f"{SCHEME}:pictures/{name}"

    def make(self, folder: Path, tell: Callable[[int, int], None]) -> None:
        """Writes the files; raises UnreadablePictureError. `tell` hears how many of how many are done."""
        folder.mkdir(parents=True, exist_ok=True)
        for done, (name, (picture, width)) in enumerate(self._wanted.items(), 1):
            _write(picture, width, folder / name)
            tell(done, len(self._wanted))


def _write(picture: Picture, width: int, target: Path) -> None:
    dots = round(width * DOTS_PER_MM)
    try:
        with picture.file.open("rb") as file, Image.open(file) as image:
            image.draft("RGB", (dots, dots))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((dots, dots * 2))
            _on_white(upright).save(target, "JPEG", quality=QUALITY, optimize=True)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePictureError(
            f"Снимок «{picture.title}» не читается. Замените его и соберите ещё раз."
        ) from error


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency: paper is white."""
    if image.mode in ("RGB", "L"):
        return image
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("RGB")
