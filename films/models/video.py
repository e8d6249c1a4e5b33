"""A film's file: how far it has come from an editor's disk to what a browser plays."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from portal.worker import DEAD_AFTER

SOURCES, FOLDERS = "film-sources/", "films/"
MOST_ATTEMPTS = 3
MASTER, FILM, CLIP, SPRITE = "master.m3u8", "film.mp4", "clip.mp4", "sprite.jpg"
# The sprite is a sheet of small frames, so many in a row and in a column; one a second, fewer of a film longer than they are many.
SHEET_SIDE = 10


def new_token() -> str:
    """A name nobody can guess, in which an address needs no escape."""
    return secrets.token_hex(16)


def sheet_every(seconds: float) -> float:
    """Seconds from one frame of the sheet to the next, in a film of this length."""
    return round(max(seconds / SHEET_SIDE**2, 1), 3)


class VideoQuerySet(models.QuerySet):
    def due(self):
        """Those that wait for a worker, or whose worker has not been heard of for too long; oldest first."""
        forsaken = Q(state__in=Video.AT_WORK, lease_until__lt=timezone.now())
        return self.filter(Q(state=Video.State.UPLOADED) | forsaken).order_by("pk")

    def held(self, pk: int, fence: int):
        """The row while the worker with this fence may write it."""
        return self.filter(pk=pk, fence=fence, state__in=Video.AT_WORK)


class Video(models.Model):
    """The source is at `source`, what is shown in the folder `folder`, both under random names no address serves by itself.

    A worker claims it with a `fence`, a number that grows with each claim: whoever lost the lease writes nothing more.
    `next_folder` is where a claim is writing; a folder that no row names is an orphan and is swept.
    """

    class State(models.TextChoices):
        UPLOADING = "uploading", "загружается"
        UPLOADED = "uploaded", "ждёт обработки"
        PROBING = "probing", "проверяется"
        PROCESSING = "processing", "обрабатывается"
        READY = "ready", "готов"
        FAILED = "failed", "не получилось"
        CANCELLED = "cancelled", "отменён"

    AT_WORK = (State.PROBING, State.PROCESSING)
    UNFINISHED = (State.UPLOADED, State.PROBING, State.PROCESSING)
    REPEATABLE = (State.FAILED, State.CANCELLED)

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    title = models.CharField("название", max_length=120)
    original_name = models.CharField("имя файла", max_length=160)
    size = models.PositiveBigIntegerField("размер")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто загрузил", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("когда", default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)

    state = models.CharField("состояние", max_length=12, choices=State.choices, default=State.UPLOADING)
    stage = models.CharField("этап", max_length=60, blank=True)
    done = models.PositiveSmallIntegerField("готово, %", default=0)
    reason = models.TextField("почему не получилось", blank=True, max_length=400)
    remark = models.TextField("замечание", blank=True, max_length=400)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    source = models.CharField(max_length=120, blank=True)
    folder = models.CharField(max_length=32, blank=True)
    next_folder = models.CharField(max_length=32, blank=True)
    files = models.JSONField("файлы", default=dict, blank=True)
    facts = models.JSONField("что в файле", default=dict, blank=True)
    poster = models.ForeignKey(
        "portal.Picture",
        verbose_name="кадр-заставка",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = "видео"
        verbose_name_plural = "видео"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=100), name="video_done_is_percent"),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(folder=""),
                name="ready_video_has_files",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("films_video", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED

    @property
    def may_be_repeated(self) -> bool:
        return self.state in self.REPEATABLE and bool(self.source)

    @property
    def seconds(self) -> float:
        return self.facts.get("seconds", 0)

    @property
    def width(self) -> int:
        return self.facts.get("width", 16)

    @property
    def height(self) -> int:
        return self.facts.get("height", 9)

    @property
    def posters(self) -> list[str]:
        """The frames to choose from."""
        return sorted(name for name in self.files if PurePosixPath(name).match("poster-*.jpg"))

    def stored(self, name: str) -> str:
        """Where the storage keeps this file of the film."""
        return f"{FOLDERS}{self.folder}/{name}"

    def url_of(self, name: str) -> str:
        return reverse("films:media", args=[self.folder, name])

    @property
    def hls_url(self) -> str:
        return self.url_of(MASTER) if MASTER in self.files else ""

    @property
    def sheet_url(self) -> str:
        return self.url_of(SPRITE) if SPRITE in self.files else ""

    @property
    def sheet_every(self) -> float:
        """Seconds from one frame of the sheet to the next."""
        return sheet_every(self.seconds)

    @property
    def file_url(self) -> str:
        return self.url_of(FILM)

    @property
    def file_size(self) -> int:
        return self.files.get(FILM, 0)

    def claim(self) -> bool:
        """Takes it for this process; False: another one was quicker. A worker that dies three times in one stage gives it up."""
        now = timezone.now()
        mine = Video.objects.due().filter(pk=self.pk, fence=self.fence)
        taken = mine.update(
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
            lease_until=now + DEAD_AFTER * 2,
            state=self.State.PROBING,
            next_folder=new_token(),
        )
        self.refresh_from_db()
        return bool(taken)

    def cancel(self) -> bool:
        """The worker notices within seconds."""
        unfinished = Video.objects.filter(pk=self.pk, state__in=self.UNFINISHED)
        return bool(unfinished.update(state=self.State.CANCELLED, stage="", lease_until=None, next_folder=""))

    def repeat(self) -> bool:
        """Back into the row."""
        again = Video.objects.filter(pk=self.pk, state__in=self.REPEATABLE).exclude(source="")
        return bool(again.update(state=self.State.UPLOADED, reason="", stage="", done=0, attempts=0))


UPLOAD_KEPT = timedelta(days=3)
