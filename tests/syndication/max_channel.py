"""The channel behind the test server of MAX: what stands in it, and the API's calls on it, with the refusals of MAX."""

import io
import random
import threading
import time
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser

from PIL import Image, UnidentifiedImageError

from tests.syndication.telegram_content import digest

TEXT_LIMIT, ATTACHMENTS, LINKS_IN_ROW = 4000, 12, 3
RIGHTS = ("write", "edit", "delete", "pin_message", "read_all_messages")
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "del", "a", "code", "pre", "mark", "h1", "blockquote"}


class RefusedError(Exception):
    """A call that MAX refuses. With the status 200 it is `{"success": false}`."""

    def __init__(self, status: int, code: str, message: str):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message

    def to_json(self) -> dict:
        if self.status == 200:
            return {"success": False, "message": self.message}
        return {"code": self.code, "message": self.message}


@dataclass
class Standing:
    """A message in the channel, as a subscriber has it. `images` are tokens of uploads, `rows` the buttons."""

    id: str
    seq: int
    date: float
    text: str = ""
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    rows: list[list[dict]] = field(default_factory=list)
    silent: bool = False
    preview: bool = True
    edits: int = 0

    def to_json(self) -> dict:
        return asdict(self)

    @property
    def photo(self) -> str:
        """The digest of the first picture's bytes."""
        return self.photos[0] if self.photos else ""


@dataclass
class Channel:
    """One chat with one bot in it. An upload is ready after `not_ready` refusals."""

    chat_id: int = -73455901853123
    title: str = "ЮжТепло"
    is_admin: bool = True
    rights: set[str] = field(default_factory=lambda: set(RIGHTS))
    not_ready: int = 0
    not_ready_status: int = 400
    undeletable: bool = False
    pinned: str = ""
    messages: dict[str, Standing] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)
    ever_sent: int = 0

    def __post_init__(self):
        self.lock = threading.RLock()
        self._last_seq = 116398669919027431
        self._gaps = random.Random(7)

    def __iter__(self):
        with self.lock:
            return iter(sorted(self.messages.values(), key=lambda message: message.seq))

    def __len__(self) -> int:
        return len(self.messages)

    def __getitem__(self, index: int) -> Standing:
        return list(self)[index]

    def get_me(self, query, body):
        return {"user_id": 700001, "first_name": "Тепло", "username": "teplo_test_bot", "is_bot": True}

    def get_chat(self, query, body):
        return {"chat_id": self._checked(query), "type": "channel", "status": "active", "title": self.title}

    def get_membership(self, query, body):
        self._checked(query)
        return {"user_id": 700001, "is_owner": False, "is_admin": self.is_admin, "permissions": sorted(self.rights)}

    def get_messages(self, query, body):
        self._checked(query)
        newest = [self._message(message) for message in reversed(list(self))]
        return {"messages": newest[: int(query.get("count", 50))]}

    def get_message(self, query, body):
        return self._message(self._known(query, "message.not.found"))

    def send(self, query, body):
        self._checked(query, right="write")
        shown = self._shown(body)
        self._last_seq += self._gaps.choice((1, 70_000, 4_000_000_000))
        message_id = f"mid.{self.chat_id % 2**64:016x}{self._last_seq:016x}"
        preview = query.get("disable_link_preview") != "true"
        message = Standing(message_id, self._last_seq, time.time(), preview=preview, **shown)
        self.messages[message_id] = message
        self.ever_sent += 1
        return {"message": self._message(message)}

    def edit(self, query, body):
        message = self._known(query, "message.not.found")
        if "edit" not in self.rights:
            raise RefusedError(403, "chat.denied", "no permission to edit")
        for name, value in self._shown(body).items():
            setattr(message, name, value)
        message.edits += 1
        return {"success": True}

    def delete(self, query, body):
        message = self._known(query, "message.not.found")
        if self.undeletable or "delete" not in self.rights:
            raise RefusedError(200, "", "message can't be deleted")
        del self.messages[message.id]
        return {"success": True}

    def get_pin(self, query, body):
        self._checked(query)
        return {"message": self._message(self.messages[self.pinned]) if self.pinned in self.messages else None}

    def pin(self, query, body):
        self._checked(query)
        if "pin_message" not in self.rights:
            raise RefusedError(403, "chat.denied", "no permission to pin")
        self.pinned = body["message_id"]
        return {"success": True}

    def unpin(self, query, body):
        self._checked(query)
        self.pinned = ""
        return {"success": True}

    def store(self, content: bytes) -> dict:
        """An upload: MAX makes its own picture of the bytes."""
        try:
            with Image.open(io.BytesIO(content)) as image:
                image.load()
        except (UnidentifiedImageError, OSError) as error:
            raise RefusedError(400, "upload.error", "unsupported image") from error
        with self.lock:
            token = f"token-{len(self.uploads) + 1}"
            self.uploads[token] = digest(content)
        return {"photos": {f"variant-{token}": {"token": token}}}

    def _checked(self, query: dict, right: str = "") -> int:
        if query.get("chat_id") != str(self.chat_id):
            raise RefusedError(404, "chat.not.found", f"Chat {query.get('chat_id')} not found")
        if right and right not in self.rights:
            raise RefusedError(403, "chat.denied", "no permission to write")
        return self.chat_id

    def _known(self, query: dict, code: str) -> Standing:
        message = self.messages.get(query.get("message_id", ""))
        if message is None:
            raise RefusedError(404, code, "Message not found")
        return message

    def _shown(self, body: dict) -> dict:
        """The body of a post as it will stand, if it may."""
        text, links, tags = (
            read_html(body.get("text") or "") if body.get("format") == "html" else (body["text"], [], [])
        )
        if len(body.get("text") or "") > TEXT_LIMIT:
            raise RefusedError(400, "proto.payload", "text is too long")
        attachments = body["attachments"]
        images = [one["payload"].get("token") for one in attachments if one["type"] == "image"]
        rows = [row for one in attachments if one["type"] == "inline_keyboard" for row in one["payload"]["buttons"]]
        self._check(attachments, images, rows)
        photos = [self.uploads[token] for token in images]
        return {
            "text": text, "links": links, "tags": tags, "images": images, "photos": photos, "rows": rows,
            "silent": body.get("notify") is False,
        }  # fmt: skip

    def _check(self, attachments: list, images: list, rows: list) -> None:
        if len(attachments) > ATTACHMENTS or any(len(row) > LINKS_IN_ROW for row in rows):
            raise RefusedError(400, "proto.payload", "too many attachments or buttons")
        if any(token not in self.uploads for token in images):
            raise RefusedError(400, "proto.payload", "No `photos`, `url` or `token` provided. Check payload.")
        if images and self.not_ready:
            self.not_ready -= 1
            words = "Key: errors.process.attachment.file.not.processed"
            raise RefusedError(self.not_ready_status, "attachment.not.ready", words)

    def _message(self, message: Standing) -> dict:
        images = [
            {"type": "image", "payload": {"photo_id": 1, "token": token, "url": "https://i.test/"}}
            for token in message.images
        ]
        keyboard = [{"type": "inline_keyboard", "payload": {"buttons": message.rows}}] if message.rows else []
        markup = [{"type": "link", "from": 0, "length": 1, "url": url} for url in message.links]
        body = {
            "mid": message.id,
            "seq": message.seq,
            "text": message.text,
            "attachments": [*images, *keyboard],
            "markup": markup,
        }
        recipient = {"chat_id": self.chat_id, "chat_type": "channel"}
        return {
            "recipient": recipient,
            "timestamp": int(message.date * 1000),
            "body": body,
            "url": f"https://max.ru/teplo/{message.seq}",
        }

    def age(self, message_id: str, hours: float) -> None:
        """The message becomes so old."""
        self.messages[message_id].date = time.time() - hours * 3600

    def remove(self, message_id: str) -> None:
        """A person deletes the message by hand."""
        del self.messages[message_id]

    def write(self, text: str, links: tuple[str, ...] = ()) -> Standing:
        """A person posts by hand."""
        sent = self.send({"chat_id": str(self.chat_id)}, {"text": text, "attachments": []})
        message = self.messages[sent["message"]["body"]["mid"]]
        message.links = list(links)
        return message


class _Reader(HTMLParser):
    """Text and links of a post; unknown tags are left out, as MAX does."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.tags = "", [], []

    def handle_starttag(self, tag, attrs):
        if tag in TAGS:
            self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.text += data


def read_html(given: str) -> tuple[str, list[str], list[str]]:
    """The text as read, its links, its tags."""
    reader = _Reader()
    reader.feed(given)
    reader.close()
    return reader.text.strip(), reader.links, reader.tags
