"""What is sent instead of what Telegram refuses: each fallback once, and the editor is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from syndication.port import Post, Receipt
from syndication.telegram import markup
from syndication.telegram.errors import Case, TelegramError

NO_MARKUP = "Telegram не понял разметку: пост вышел простым текстом."
NO_PHOTO = "Telegram не принял снимок: пост вышел без него."
NO_VIDEO = "Telegram не принял фильм: вместо него обложка и ссылка."


def _poster_only(post: Post) -> Post:
    poster = post.video and post.video.poster
    return replace(post, video=None, photos=(poster,) if poster else post.photos)


# For each refusal what to send instead, and what the editor is told.
FALLBACKS: dict[Case | None, tuple[Callable[[Post], Post], str]] = {
    Case.UNPARSED: (lambda post: replace(post, html=markup.plain(post.html)), NO_MARKUP),
    Case.BAD_PHOTO: (lambda post: replace(post, photos=(), video=None), NO_PHOTO),
    Case.TOO_BIG: (_poster_only, NO_VIDEO),
}


def with_fallbacks(post: Post, call: Callable[[Post], Receipt]) -> Receipt:
    """The call; after a refusal that has a fallback, the call with it. Each fallback is tried once."""
    left, notes = dict(FALLBACKS), []
    while True:
        try:
            receipt = call(post)
        except TelegramError as error:
            change, note = left.pop(error.case, (None, ""))
            changed = change(post) if change else post
            if changed == post:
                raise
            post = changed
            notes.append(note)
        else:
            return replace(receipt, note=" ".join([*notes, receipt.note]).strip())
