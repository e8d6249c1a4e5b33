"""The channel behind the test server: what stands in it, and the Bot API's methods on it, with Telegram's refusals."""

import hashlib
import io
import json
import random
import threading
import time
from dataclasses import asdict, dataclass, field

from PIL import Image, UnidentifiedImageError

from tests.syndication import telegram_markup as markup

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
PHOTO_BYTES = 10 * 1024 * 1024
DELETABLE_FOR = 48 * 3600
RIGHTS = ("can_post_messages", "can_edit_messages", "can_delete_messages")


class RefusedError(Exception):
    """A call Telegram refuses."""

    def __init__(self, description: str, code: int = 400, **parameters):
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class Standing:
    """A message in the channel, as a subscriber has it. `photo` is the digest of the picture's bytes."""

    id: int
    kind: str
    text: str
    entities: list[dict]
    date: float
    photo: str = ""
    reply_markup: dict | None = None
    link_preview_options: dict | None = None
    silent: bool = False
    edits: int = 0
    photo_bytes: bytes = field(default=b"", repr=False)

    def to_json(self) -> dict:
        return {name: value for name, value in asdict(self).items() if name != "photo_bytes"}

    @property
    def links(self) -> list[str]:
        return [entity["url"] for entity in self.entities if "url" in entity]

    def shows(self) -> tuple:
        return self.text, self.entities, self.photo, self.reply_markup


@dataclass
class Channel:
    """One chat with one bot in it."""

    chat_id: int = -1001234567890
    username: str = "teplo_test"
    title: str = "ЮжТепло"
    type: str = "channel"
    bot_id: int = 700001
    bot_status: str = "administrator"
    rights: set[str] = field(default_factory=lambda: set(RIGHTS))
    seconds_between: float = 0.0
    messages: dict[int, Standing] = field(default_factory=dict)
    ever_sent: int = 0

    def __post_init__(self):
        self.lock = threading.RLock()
        self._gaps = random.Random(7)
        self._last_id, self._last_sent = 100, 0.0

    def __iter__(self):
        with self.lock:
            return iter(sorted(self.messages.values(), key=lambda message: message.id))

    def __len__(self) -> int:
        return len(self.messages)

    def __getitem__(self, index: int) -> Standing:
        return list(self)[index]

    def call(self, method: str, fields: dict, files: dict[str, bytes]):
        """The result of a method, or `RefusedError`."""
        known = METHODS.get(method)
        if known is None:
            raise RefusedError("Not Found", 404)
        with self.lock:
            return known(self, fields, files)

    def get_me(self, fields, files):
        return {"id": self.bot_id, "is_bot": True, "first_name": "Тепло", "username": "teplo_test_bot"}

    def get_chat(self, fields, files):
        self._check_chat(fields)
        return self._chat()

    def get_chat_member(self, fields, files):
        self._check_chat(fields)
        rights = {name: name in self.rights for name in RIGHTS}
        return {"status": self.bot_status, "user": self.get_me(fields, files), **rights}

    def send_message(self, fields, files):
        text, entities = _text(fields, "text", TEXT_LIMIT)
        return self._put(fields, kind="text", text=text, entities=entities)

    def send_photo(self, fields, files):
        text, entities = _text(fields, "caption", CAPTION_LIMIT)
        content = _photo(files, fields.get("photo"))
        return self._put(fields, kind="photo", text=text, entities=entities, **content)

    def _put(self, fields: dict, **content) -> dict:
        self._check_chat(fields, right="can_post_messages")
        keyboard = _keyboard(fields)
        self._check_pace()
        self._last_id += self._gaps.choice((1, 1, 1, 2, 4))
        preview = fields.get("link_preview_options")
        message = Standing(
            id=self._last_id, date=time.time(), reply_markup=keyboard, link_preview_options=preview,
            silent=fields.get("disable_notification") in (True, "true"), **content,
        )  # fmt: skip
        self.messages[message.id] = message
        self.ever_sent += 1
        return self._message(message)

    def _check_pace(self) -> None:
        wait = self._last_sent + self.seconds_between - time.monotonic()
        if self.seconds_between and wait > 0:
            raise RefusedError(f"Too Many Requests: retry after {int(wait) + 1}", 429, retry_after=int(wait) + 1)
        self._last_sent = time.monotonic()

    def edit_message_text(self, fields, files):
        message = self._to_edit(fields)
        if message.kind != "text":
            raise RefusedError("Bad Request: there is no text in the message to edit")
        text, entities = _text(fields, "text", TEXT_LIMIT)
        message.link_preview_options = fields.get("link_preview_options")
        return self._change(message, text=text, entities=entities, reply_markup=_keyboard(fields))

    def edit_message_caption(self, fields, files):
        message = self._to_edit(fields)
        if message.kind == "text":
            raise RefusedError("Bad Request: there is no caption in the message to edit")
        text, entities = _text(fields, "caption", CAPTION_LIMIT)
        return self._change(message, text=text, entities=entities, reply_markup=_keyboard(fields))

    def edit_message_media(self, fields, files):
        message = self._to_edit(fields)
        media = fields.get("media") or {}
        text, entities = _text(media, "caption", CAPTION_LIMIT)
        content = _photo(files, str(media.get("media", "")).removeprefix("attach://"))
        return self._change(
            message, kind="photo", text=text, entities=entities, reply_markup=_keyboard(fields), **content
        )

    def _to_edit(self, fields: dict) -> Standing:
        self._check_chat(fields)
        message = self.messages.get(int(fields.get("message_id", 0)))
        if message is None:
            raise RefusedError("Bad Request: message to edit not found")
        if "can_edit_messages" not in self.rights:
            raise RefusedError("Bad Request: message can't be edited")
        return message

    def _change(self, message: Standing, **content) -> dict:
        before = message.shows()
        for name, value in content.items():
            setattr(message, name, value)
        if message.shows() == before:
            raise RefusedError(
                "Bad Request: message is not modified: specified new message content … are exactly the same"
            )
        message.edits += 1
        return self._message(message)

    def delete_message(self, fields, files):
        self._check_chat(fields)
        message = self.messages.get(int(fields.get("message_id", 0)))
        if message is None:
            raise RefusedError("Bad Request: message to delete not found")
        if time.time() - message.date > DELETABLE_FOR or "can_delete_messages" not in self.rights:
            raise RefusedError("Bad Request: message can't be deleted")
        del self.messages[message.id]
        return True

    def _check_chat(self, fields: dict, right: str = "") -> None:
        if str(fields.get("chat_id", "")) not in {str(self.chat_id), f"@{self.username}"}:
            raise RefusedError("Bad Request: chat not found")
        if self.bot_status == "kicked":
            raise RefusedError("Forbidden: bot was kicked from the channel chat", 403)
        if right and right not in self.rights:
            raise RefusedError("Bad Request: need administrator rights in the channel chat")

    def _chat(self) -> dict:
        public = {"username": self.username} if self.username else {}
        return {"id": self.chat_id, "type": self.type, "title": self.title, **public}

    def _message(self, message: Standing) -> dict:
        names = ("text", "entities") if message.kind == "text" else ("caption", "caption_entities")
        shown = dict(zip(names, (message.text, message.entities), strict=True))
        return {"message_id": message.id, "date": int(message.date), "chat": self._chat(), **shown}

    def age(self, message_id: int, hours: float) -> None:
        """The message becomes so old."""
        self.messages[message_id].date = time.time() - hours * 3600

    def remove(self, message_id: int) -> None:
        """A person deletes the message by hand."""
        del self.messages[message_id]


METHODS = {
    "getme": Channel.get_me,
    "getchat": Channel.get_chat,
    "getchatmember": Channel.get_chat_member,
    "sendmessage": Channel.send_message,
    "sendphoto": Channel.send_photo,
    "editmessagetext": Channel.edit_message_text,
    "editmessagecaption": Channel.edit_message_caption,
    "editmessagemedia": Channel.edit_message_media,
    "deletemessage": Channel.delete_message,
}


def _text(fields: dict, name: str, limit: int) -> tuple[str, list[dict]]:
    given, mode = fields.get(name) or "", fields.get("parse_mode", "")
    if mode not in {"", "HTML"}:
        raise RefusedError("Bad Request: unsupported parse_mode")
    try:
        text, entities = markup.parse(given) if mode == "HTML" else markup.plain(given)
    except markup.BadMarkupError as error:
        raise RefusedError(f"Bad Request: {error}") from error
    if not text and name == "text":
        raise RefusedError("Bad Request: message text is empty")
    if markup.units(text) > limit:
        raise RefusedError(f"Bad Request: message{'' if name == 'text' else ' caption'} is too long")
    return text, entities


def _keyboard(fields: dict) -> dict | None:
    keyboard = fields.get("reply_markup")
    if isinstance(keyboard, str):
        keyboard = json.loads(keyboard)
    for button in (button for row in (keyboard or {}).get("inline_keyboard", []) for button in row):
        if not markup.is_link(button.get("url", "")):
            raise RefusedError(
                f"Bad Request: inline keyboard button URL '{button.get('url')}' is invalid: Wrong HTTP URL"
            )
    return keyboard


def _photo(files: dict[str, bytes], name: str | None) -> dict:
    content = files.get(name or "photo")
    if content is None:
        raise RefusedError("Bad Request: there is no photo in the request")
    if len(content) > PHOTO_BYTES:
        raise RefusedError(f"Bad Request: file of size {len(content)} bytes is too big for a photo")
    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
            image.load()
    except (UnidentifiedImageError, OSError) as error:
        raise RefusedError("Bad Request: IMAGE_PROCESS_FAILED") from error
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise RefusedError("Bad Request: PHOTO_INVALID_DIMENSIONS")
    return {"photo": digest(content), "photo_bytes": content}


def digest(content: bytes) -> str:
    """How the channel names a picture's bytes."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()
