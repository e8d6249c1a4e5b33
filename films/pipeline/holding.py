"""The right to write one video's row: renewed while the work goes on, lost when somebody cancels or takes it over."""

from __future__ import annotations

import time
from datetime import timedelta

from django.utils import timezone

from films.models import Video
from portal.worker import DEAD_AFTER

LEASE = DEAD_AFTER * 2
# Copying to a storage elsewhere says nothing on its way.
LONG_LEASE = timedelta(minutes=30)
SECOND = 1.0


class LostError(Exception):
    """The video was cancelled, deleted, or is another worker's now."""


class Hold:
    """What this process may still write of the video it has claimed."""

    def __init__(self, video: Video):
        self.video, self.fence = video, video.fence
        self.stage, self.begun, self.share = "", 0.0, 0.0
        self._told = 0.0

    def write(self, **fields) -> None:
        """LostError if the video is ours no more."""
        if not Video.objects.held(self.video.pk, self.fence).update(**fields):
            raise LostError
        for name, value in fields.items():
            setattr(self.video, name, value)

    def enter(self, stage: str, begun: float, share: float) -> None:
        """A stage that takes `share` of the whole begins."""
        self.stage, self.begun, self.share = stage, begun, share
        self.write(stage=stage, done=int(begun * 100), state=Video.State.PROCESSING, lease_until=timezone.now() + LEASE)

    def tick(self, part: float) -> None:
        """Says how far the stage is, at most once a second."""
        if time.monotonic() - self._told < SECOND:
            return
        self._told = time.monotonic()
        done = min(int((self.begun + self.share * part) * 100), 99)
        self.write(done=max(done, self.video.done), lease_until=timezone.now() + LEASE)

    def keep_long(self) -> None:
        self.write(lease_until=timezone.now() + LONG_LEASE)
