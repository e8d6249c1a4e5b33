"""The channel behind the test server: what stands in it, and the Bot API's methods on it, with Telegram's refusals."""

import json
import random
import threading
import time
from dataclasses import asdict, dataclass, field

from tests.syndication import telegram_markup as markup
from tests.syndication import telegram_more as more
from tests.syndication.telegram_content import CAPTION_LIMIT, TEXT_LIMIT, RefusedError, of_media, pictured, text_of

DELETABLE_FOR = 48 * 3600
RIGHTS = ("can_post_messages", "can_edit_messages", "can_delete_messages")


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
    above: bool = False
    video: dict | None = None
    group: str = ""
    thread: int | None = None
    pinned: bool = False
    photo_bytes: bytes = field(default=b"", repr=False)

    def to_json(self) -> dict:
        return {name: value for name, value in asdict(self).items() if name != "photo_bytes"}

    @property
    def links(self) -> list[str]:
        return [entity["url"] for entity in self.entities if "url" in entity]

    def shows(self) -> tuple:
        return self.text, self.entities, self.photo, self.reply_markup, self.above, self.video


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
    topics: set[int] = field(default_factory=set)
    staging_id: int = -1009876543210
    messages: dict[int, Standing] = field(default_factory=dict)
    updates: list[dict] = field(default_factory=list)  # what a second bot, an administrator too, is told
    sent_at: list[float] = field(default_factory=list)
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

    def call(self, method: str, fields: dict, files: dict[str, bytes], witness: bool = False):
        """The result of a method, or `RefusedError`; a second bot is a `witness` and may only look."""
        known = METHODS.get(method)
        if known is None:
            raise RefusedError("Not Found", 404)
        if method == "getupdates" and not witness:
            return []  # a bot's own posts do not come back to it
        with self.lock:
            return known(self, fields, files)

    def get_me(self, fields, files):
        return {"id": self.bot_id, "is_bot": True, "first_name": "Тепло", "username": "teplo_test_bot"}

    def get_chat(self, fields, files):
        self.check_chat(fields)
        return self._chat()

    def get_chat_member(self, fields, files):
        self.check_chat(fields)
        rights = {name: name in self.rights for name in RIGHTS}
        return {"status": self.bot_status, "user": self.get_me(fields, files), **rights}

    def send_message(self, fields, files):
        text, entities = text_of(fields, "text", TEXT_LIMIT)
        return self.put(fields, kind="text", text=text, entities=entities)

    def send_photo(self, fields, files):
        return self.put(fields, **pictured(fields, files, fields.get("photo")))

    def put(self, fields: dict, *, gap: int | None = None, **content) -> dict:
        """A new message, with the number after a gap as other people's messages leave it."""
        self.check_chat(fields, right="can_post_messages")
        keyboard = _keyboard(fields)
        self._check_thread(fields)
        if gap is None:
            self._check_pace()
        self._last_id += gap or self._gaps.choice((1, 1, 1, 2, 4))
        preview = fields.get("link_preview_options")
        message = Standing(
            id=self._last_id, date=time.time(), reply_markup=keyboard, link_preview_options=preview,
            silent=fields.get("disable_notification") in (True, "true"), thread=fields.get("message_thread_id"),
            **content,
        )  # fmt: skip
        self.messages[message.id] = message
        self.sent_at.append(time.monotonic())
        self.ever_sent += 1
        self.updates.append(self.shown(message))
        return self.updates[-1]

    def _check_thread(self, fields: dict) -> None:
        """In a channel the number of a topic means nothing."""
        thread = fields.get("message_thread_id")
        if thread and self.type == "supergroup" and int(thread) not in self.topics:
            raise RefusedError("Bad Request: message thread not found")

    def _check_pace(self) -> None:
        wait = self._last_sent + self.seconds_between - time.monotonic()
        if self.seconds_between and wait > 0:
            raise RefusedError(f"Too Many Requests: retry after {int(wait) + 1}", 429, retry_after=int(wait) + 1)
        self._last_sent = time.monotonic()

    def edit_message_text(self, fields, files):
        message = self._to_edit(fields)
        if message.kind != "text":
            raise RefusedError("Bad Request: there is no text in the message to edit")
        text, entities = text_of(fields, "text", TEXT_LIMIT)
        message.link_preview_options = fields.get("link_preview_options")
        return self._change(message, text=text, entities=entities, reply_markup=_keyboard(fields))

    def edit_message_caption(self, fields, files):
        message = self._to_edit(fields)
        if message.kind == "text":
            raise RefusedError("Bad Request: there is no caption in the message to edit")
        text, entities = text_of(fields, "caption", CAPTION_LIMIT)
        above = bool(fields.get("show_caption_above_media"))
        return self._change(message, text=text, entities=entities, reply_markup=_keyboard(fields), above=above)

    def edit_message_media(self, fields, files):
        message = self._to_edit(fields)
        media = fields.get("media") or {}
        return self._change(message, reply_markup=_keyboard(fields), **of_media(media, files))

    def _to_edit(self, fields: dict) -> Standing:
        self.check_chat(fields)
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
        return self.shown(message)

    def delete_message(self, fields, files):
        if str(fields.get("chat_id")) == str(self.staging_id):
            return True
        self.check_chat(fields)
        message = self.messages.get(int(fields.get("message_id", 0)))
        if message is None:
            raise RefusedError("Bad Request: message to delete not found")
        if time.time() - message.date > DELETABLE_FOR or "can_delete_messages" not in self.rights:
            raise RefusedError("Bad Request: message can't be deleted")
        del self.messages[message.id]
        return True

    def check_chat(self, fields: dict, right: str = "") -> None:
        if str(fields.get("chat_id", "")) not in {str(self.chat_id), f"@{self.username}", str(self.staging_id)}:
            raise RefusedError("Bad Request: chat not found")
        if self.bot_status == "kicked":
            raise RefusedError("Forbidden: bot was kicked from the channel chat", 403)
        if right and right not in self.rights:
            raise RefusedError("Bad Request: need administrator rights in the channel chat")

    def _chat(self) -> dict:
        public = {"username": self.username} if self.username else {}
        return {"id": self.chat_id, "type": self.type, "title": self.title, **public}

    def shown(self, message: Standing) -> dict:
        names = ("text", "entities") if message.kind == "text" else ("caption", "caption_entities")
        shown = dict(zip(names, (message.text, message.entities), strict=True))
        shown |= {} if message.kind == "text" else {message.kind: [] if message.kind == "photo" else {}}
        shown |= {"media_group_id": message.group} if message.group else {}
        shown |= {"reply_markup": message.reply_markup} if message.reply_markup else {}
        return {"message_id": message.id, "date": int(message.date), "chat": self._chat(), **shown}

    def skip_id(self) -> None:
        """Something that is no post takes a number."""
        self._last_id += 1

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
    "sendvideo": more.send_video,
    "sendmediagroup": more.send_media_group,
    "pinchatmessage": more.pin,
    "unpinchatmessage": more.unpin,
    "forwardmessage": more.forward,
    "getupdates": more.get_updates,
    "editmessagetext": Channel.edit_message_text,
    "editmessagecaption": Channel.edit_message_caption,
    "editmessagemedia": Channel.edit_message_media,
    "deletemessage": Channel.delete_message,
}


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
