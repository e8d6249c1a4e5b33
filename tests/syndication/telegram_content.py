"""What a message is made of, with Telegram's refusals: words, a picture, a film."""

import hashlib
import io

from PIL import Image, UnidentifiedImageError

from tests.syndication import telegram_markup as markup

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
PHOTO_BYTES = 10 * 1024 * 1024
VIDEO_BYTES = 50_000_000


class RefusedError(Exception):
    """A call Telegram refuses."""

    def __init__(self, description: str, code: int = 400, **parameters):
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def pictured(fields: dict, files: dict[str, bytes], name: str | None) -> dict:
    """What a message with a picture holds."""
    text, entities = text_of(fields, "caption", CAPTION_LIMIT)
    above = bool(fields.get("show_caption_above_media"))
    return {"kind": "photo", "text": text, "entities": entities, "above": above, "video": None, **photo_of(files, name)}


def filmed(fields: dict, files: dict[str, bytes], name: str | None) -> dict:
    """What a message with a film holds; what is not told of it is not known to those who watch."""
    text, entities = text_of(fields, "caption", CAPTION_LIMIT)
    content = files.get(name or "video", b"")
    if len(content) > VIDEO_BYTES:
        raise RefusedError("Request Entity Too Large", 413)
    thumbnail = files.get(str(fields.get("thumbnail", "")).removeprefix("attach://"))
    if thumbnail is not None:
        with Image.open(io.BytesIO(thumbnail)) as image:
            if max(image.size) > 320 or image.format != "JPEG" or len(thumbnail) > 200_000:
                raise RefusedError("Bad Request: wrong thumbnail")
    told = {name: fields.get(name) for name in ("width", "height", "duration", "supports_streaming")}
    above = bool(fields.get("show_caption_above_media"))
    video = {**told, "thumbnail": thumbnail is not None, "cover": "cover" in files, "digest": digest(content)}
    return {"kind": "video", "text": text, "entities": entities, "above": above, "video": video, "photo": ""}


def of_media(media: dict, files: dict[str, bytes]) -> dict:
    """What an `InputMedia` brings."""
    content = filmed if media.get("type") == "video" else pictured
    return content(media, files, str(media.get("media", "")).removeprefix("attach://"))


def text_of(fields: dict, name: str, limit: int) -> tuple[str, list[dict]]:
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


def photo_of(files: dict[str, bytes], name: str | None) -> dict:
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
