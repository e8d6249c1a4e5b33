"""The clip of a film for the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from films import consents
from films.models.video import CLIP
from films.pipeline import ladder
from people.models import Purpose
from portal.stories import Clip

if TYPE_CHECKING:
    from films.models import FilmPage

# What the channel takes.
LARGEST = 50 * 1000 * 1000


def clip_of(film: FilmPage) -> Clip | None:
    """None: the poster and the link go alone. Nothing goes before the premiere, no part of a film, no face without consent."""
    video = film.video
    if not video or not video.is_ready or not film.is_open:
        return None
    size = video.files.get(CLIP, 0)
    if not 0 < size <= LARGEST or consents.without_consent(film, Purpose.TELEGRAM):
        return None
    rung = ladder.clip_rung(video.facts)
    if rung is None:
        return None
    width, height = ladder.sides(video.facts, rung)
    return Clip(video.stored(CLIP), size, width, height, video.facts["seconds"], film.cover or video.poster)
