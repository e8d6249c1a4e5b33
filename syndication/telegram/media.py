"""What is uploaded with a call: the files of a form, and the JSON by which Telegram knows them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from syndication.port import Photo, Video

JPEG, MP4 = "image/jpeg", "video/mp4"
# A file of a form as httpx takes it: name, content, type.
File = tuple[str, bytes | BinaryIO, str]
Files = dict[str, File]


def close(files: Files) -> None:
    for _, content, _ in files.values():
        if not isinstance(content, bytes):
            content.close()


def photo_file(photo: Photo) -> File:
    return photo.name, photo.content, JPEG


def photo_media(photo: Photo, **more: Any) -> tuple[dict[str, Any], Files]:
    """A picture as `InputMedia`."""
    return {"type": "photo", "media": "attach://photo", **more}, {"photo": photo_file(photo)}


def video_fields(video: Video) -> tuple[dict[str, Any], Files]:
    """What Telegram must be told of a film, or it arrives without its size and cannot be watched while it loads."""
    fields: dict[str, Any] = {"width": video.width, "height": video.height, "duration": video.seconds}
    fields["supports_streaming"] = True
    files: Files = {"video": (video.name, video.open(), MP4)}
    for name, picture in (("thumbnail", video.thumbnail), ("cover", video.poster)):
        if picture:
            fields[name], files[name] = f"attach://{name}", photo_file(picture)
    return fields, files


def video_media(video: Video, **more: Any) -> tuple[dict[str, Any], Files]:
    """A film as `InputMedia`."""
    fields, files = video_fields(video)
    return {"type": "video", "media": "attach://video", **fields, **more}, files


def album_media(photos: Sequence[Photo], **caption: Any) -> tuple[list[dict[str, Any]], Files]:
    """An album: the caption of its first picture is that of the whole; how it stands must be the same in all."""
    place = {key: value for key, value in caption.items() if key == "show_caption_above_media"}
    items: list[dict[str, Any]] = []
    files: Files = {}
    for number, photo in enumerate(photos):
        words = caption if number == 0 else place
        items.append({"type": "photo", "media": f"attach://photo{number}", **words})
        files[f"photo{number}"] = photo_file(photo)
    return items, files
