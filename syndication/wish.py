"""What a subscriber should see of a page in a channel: made when the page is published, kept in the outbox."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

# What a subscriber would not notice in a post that stands already.
UNSEEN = ("title", "silent", "because")


@dataclass(frozen=True)
class PictureRef:
    """A picture of the library; `hash` differs when its bytes or its focal point do."""

    id: int
    hash: str


@dataclass(frozen=True)
class VideoRef:
    """A film in the storage, small enough for a channel."""

    path: str
    size: int
    width: int
    height: int
    seconds: float

    @property
    def length(self) -> str:
        """As a player shows it: 12:05."""
        return f"{int(self.seconds) // 60}:{int(self.seconds) % 60:02}"


@dataclass(frozen=True)
class Wish:
    """`text` is rich text with absolute links; `title` names the post in lists; `button` is "" for none.

    With a `video` the picture, if there is one, is its poster; `because` says why the post is not as it was composed.
    """

    title: str
    text: str
    url: str
    button: str = ""
    pictures: tuple[PictureRef, ...] = ()
    text_first: bool = False
    silent: bool = False
    pin: bool = False
    video: VideoRef | None = None
    because: str = ""

    @property
    def hash(self) -> str:
        """Differs when a subscriber would see a difference."""
        seen = {name: value for name, value in asdict(self).items() if name not in UNSEEN and value is not None}
        return hashlib.blake2b(json.dumps(seen, sort_keys=True).encode(), digest_size=16).hexdigest()

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> Wish:
        pictures = tuple(PictureRef(**picture) for picture in data.get("pictures", ()))
        video = data.get("video") and VideoRef(**data["video"])
        return cls(**{**data, "pictures": pictures, "video": video})
