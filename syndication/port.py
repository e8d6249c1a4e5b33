"""What every channel driver speaks: posts in, receipts out, failures as data. Knows no service and no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any, Literal, Protocol

Kind = Literal["text", "photo"]


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
class Post:
    """What a subscriber should see. `html` is the driver's markup (`teaser`), `preview_url` a public page to show."""

    html: str
    photo: Photo | None = None
    button: Button | None = None
    silent: bool = False
    preview_url: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What stands in the channel, enough to edit and delete it.

    `note` tells an editor (in Russian) what differs from the wish; `photo_digest` is "" when the picture is not known.
    """

    message_ids: tuple[int, ...]
    kind: Kind
    url: str | None = None
    note: str = ""
    photo_digest: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Receipt:
        return cls(**{**data, "message_ids": tuple(data["message_ids"])})


class Failure(Enum):
    """Why a call came to nothing, as far as it decides what to do next. The value is the word for an editor."""

    TRANSIENT = "временная помеха"  # certainly not delivered, or harmless to repeat
    THROTTLED = "просят подождать"  # the whole channel waits `retry_after` seconds; not counted as an attempt
    DOUBT = "неизвестно, дошло ли"  # a first post that may stand in the channel: never repeated without a person
    CHANNEL = "канал недоступен"  # every post of the channel would fail until somebody mends it
    POST = "пост не принят"  # this post would fail again
    GONE = "поста нет в канале"  # the message to edit was deleted by hand
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
class CheckResult:
    """One line of «Проверить»: what was looked at, whether it is well, and what was found (Russian)."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True)
class Limits:
    """How much fits: lengths in UTF-16 units of the text as read, without markup; the photo in bytes."""

    text: int
    caption: int
    photo_bytes: int


class Driver(Protocol):
    """One channel of one service. Every method but `teaser` calls the network and raises `ChannelError`."""

    limits: Limits

    def teaser(self, title: str, lead: str, url: str, hashtags: Sequence[str], *, with_photo: bool) -> str:
        """The markup of a post that fits the channel."""

    def send(self, post: Post) -> Receipt:
        """A first publication: the only call that can double a post."""

    def edit(self, receipt: Receipt, post: Post) -> Receipt:
        """Makes what stands there equal to the post; may be repeated."""

    def delete(self, receipt: Receipt) -> None:
        """Removes the post; may be repeated. `Failure.UNDELETABLE` asks for `withdraw`."""

    def withdraw(self, receipt: Receipt) -> Receipt:
        """Empties a post that can no longer be deleted: neither its text nor its picture stays."""

    def check(self) -> list[CheckResult]:
        """Looks whether the channel would accept posts, without posting."""
