"""What the demo loaders share: how much to load, a seeded chance, and pictures loaded once by key."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from django.core.files.images import ImageFile
from django.utils import timezone

from portal.images import Picture

DATA = Path(__file__).parent / "demo_data"
FOCAL_PART = 0.3  # of the height: what matters around the focal point


@dataclass
class Demo:
    """One run of `manage.py demo`; every app's `demo.load(demo)` gets it."""

    employees: int
    articles: int
    seed: int
    chance: random.Random = field(init=False)
    # What a section does when all of them are loaded: its stories may show those of the others.
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self):
        self.chance = random.Random(self.seed)

    def picture(self, key: str) -> Picture:
        """The drawn picture of this key, loaded on first use."""
        about = _catalogue()[key]
        file = DATA / "pictures" / about["file"]
        return load_picture(file, about["title"], about["alt"], about["credit"], about.get("focal"))


def _catalogue() -> dict[str, dict]:
    return json.loads((DATA / "pictures" / "pictures.json").read_text(encoding="utf-8"))


def load_picture(path: Path, title: str, alt: str, credit: str, focal: tuple[float, float] | None = None) -> Picture:
    """The picture from this file; a repeated load finds it by its title. `focal` is what cuts keep, in parts of width and height."""
    found = Picture.objects.filter(title=title).first()
    if found:
        return found
    with path.open("rb") as file:
        picture = Picture(title=title, description=alt, credit=credit, file=ImageFile(file, name=path.name))
        if focal:
            centre = (focal[0] * picture.width, focal[1] * picture.height)
            picture.focal_point_x, picture.focal_point_y = map(round, centre)
            picture.focal_point_width = picture.focal_point_height = round(picture.height * FOCAL_PART)
        picture.save()
    return picture


def moment(days_ago: int, clock: str = "10:00") -> datetime:
    """The moment `days_ago` days before today at this hour of the company's time zone, never in the future."""
    hour, minute = (int(part) for part in clock.split(":"))
    day = timezone.localdate() - timedelta(days=days_ago)
    return min(timezone.make_aware(datetime.combine(day, time(hour, minute))), timezone.now())
