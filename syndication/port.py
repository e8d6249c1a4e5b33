"""What every channel driver speaks: posts in, receipts out, failures as data. Knows no service and no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import Any, BinaryIO, Literal, Protocol

from syndication.text.blocks import Block

Kind = Literal["text", "photo", "album", "video"]
# As the service names its messages: numbers in Telegram, words in MAX.
MessageId = int | str


@dataclass(frozen=True)
class Button:
    """A link under a post."""

    label: str
    url: str


@dataclass(frozen=True)
class Photo:
    """A picture as it will be uploaded; two photos with one `digest` are the same picture."""

    name: str
    content: bytes
    digest: str


@dataclass(frozen=True)
class Video:
    """A film as it will be uploaded, read from `open()` piece by piece; `poster` stands for it until it is played."""

    name: str
    open: Callable[[], BinaryIO]
    digest: str
    width: int
    height: int
    seconds: int
    poster: Photo | None = None
    thumbnail: Photo | None = None


@dataclass(frozen=True)
class Post:
    """What a subscriber should see. `html` is the driver's markup (`written`), `preview_url` a public page to show.

    Two to ten photos are an album; a video stands alone; `text_first` puts the text above them.
    """

    html: str
    photos: tuple[Photo, ...] = ()
    video: Video | None = None
    button: Button | None = None
    text_first: bool = False
    silent: bool = False
    pin: bool = False
    preview_url: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What stands in the channel, enough to edit and delete it.

    `note` tells an editor (in Russian) what differs from the wish; `digests` are those of the photos or the video, message
    by message, "" where it is not known.
    """

    message_ids: tuple[MessageId, ...]
    kind: Kind
    url: str | None = None
    note: str = ""
    digests: tuple[str, ...] = ()
    pinned: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Receipt:
        return cls(**{**data, "message_ids": tuple(data["message_ids"]), "digests": tuple(data.get("digests", ()))})


class Failure(Enum):
    """Why a call came to nothing, as far as it decides what to do next. The value is the word for an editor."""

    TRANSIENT = "временная помеха"  # certainly not delivered, or harmless to repeat
    THROTTLED = "просят подождать"  # the whole channel waits `retry_after` seconds; not counted as an attempt
    DOUBT = "неизвестно, дошло ли"  # a first post that may stand in the channel: never repeated without a person
    CHANNEL = "канал недоступен"  # every post of the channel would fail until somebody mends it
    POST = "пост не принят"  # this post would fail again
    GONE = "поста нет в канале"  # the message to edit was deleted by hand
    UNEDITABLE = "правкой не сделать"  # what stands cannot become this post: it must be removed and sent anew
    UNDELETABLE = "удалить нельзя"  # too old: withdraw it instead
    MIGRATED = "канал переехал"  # the same call is to be made to `new_chat_id`

    @property
    def label(self) -> str:
        return self.value


class ChannelError(Exception):
    """A call to a channel failed.

    `reason` is a Russian sentence for editors, `detail` technical; neither holds a secret. `retry_after` is in seconds.
    """

    def __init__(
        self,
        failure: Failure,
        reason: str,
        detail: str = "",
        *,
        retry_after: float | None = None,
        new_chat_id: int | None = None,
    ):
        super().__init__(f"{failure.name}: {reason} [{detail}]" if detail else f"{failure.name}: {reason}")
        self.failure = failure
        self.reason = reason
        self.detail = detail
        self.retry_after = retry_after
        self.new_chat_id = new_chat_id


@dataclass(frozen=True)
class Settled:
    """What became of a post in doubt: found (`receipt`), certainly not there (`certain` alone), or not known."""

    receipt: Receipt | None
    certain: bool


@dataclass(frozen=True)
class CheckResult:
    """One line of «Проверить»: what was looked at, whether it is well, and what was found (Russian)."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True)
class Limits:
    """How much fits: lengths in UTF-16 units of the text as read, without markup; photos of one post; bytes of a photo and
    of a film (0: the service takes none).
    """

    text: int
    caption: int
    photos: int
    photo_bytes: int
    video_bytes: int = 0


class Driver(Protocol):
    """One channel of one service. Every method but `written` calls the network and raises `ChannelError`."""

    limits: Limits

    def written(self, blocks: Sequence[Block]) -> str:
        """The markup of a text that fits already."""

    def send(self, post: Post) -> Receipt:
        """A first publication: the only call that can double a post."""

    def edit(self, receipt: Receipt, post: Post) -> Receipt:
        """Makes what stands there equal to the post; may be repeated."""

    def delete(self, receipt: Receipt) -> None:
        """Removes the post; may be repeated. `Failure.UNDELETABLE` asks for `withdraw`."""

    def withdraw(self, receipt: Receipt) -> Receipt:
        """Empties a post that can no longer be deleted: neither its text nor its picture stays."""

    def settle(self, post: Post, since: datetime, last_known_id: MessageId | None) -> Settled:
        """Looks for a post whose reply was lost, sent not before `since`; `last_known_id` stood in the channel before it."""

    def check(self) -> list[CheckResult]:
        """Looks whether the channel would accept posts, without posting."""
