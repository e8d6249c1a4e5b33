"""What is said in a film and how it is divided: captions by language, chapters."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from films.captions.cues import Cue
from films.captions.files import HEADER, parse, write
from films.models.video import Video


class Track(models.Model):
    """A text with times beside a video, kept as the WebVTT that a browser gets."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", "субтитры"
        CHAPTERS = "chapters", "главы"

    class Language(models.TextChoices):
        """In the order in which they are offered."""

        RUSSIAN = "ru", "Русский"
        ADYGHE = "ady", "Адыгабзэ"
        ENGLISH = "en", "English"

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="tracks")
    kind = models.CharField("что это", max_length=8, choices=Kind.choices, default=Kind.CAPTIONS)
    language = models.CharField("язык", max_length=3, choices=Language.choices, default=Language.RUSSIAN)
    text = models.TextField("текст")

    class Meta:
        verbose_name = "текст фильма"
        verbose_name_plural = "тексты фильма"
        constraints = [
            models.UniqueConstraint(fields=["video", "kind", "language"], name="one_text_of_a_kind_and_language"),
            models.CheckConstraint(condition=Q(text__startswith=HEADER), name="film_text_is_webvtt"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_language_display()}"

    @property
    def cues(self) -> list[Cue]:
        return parse(self.text)

    @property
    def version(self) -> str:
        """Changes with the text."""
        return blake2b(self.text.encode(), digest_size=8).hexdigest()

    @property
    def url(self) -> str:
        return reverse("films:track", args=[self.video.folder, self.kind, self.language])


class ChangedError(Exception):
    """Somebody else has saved this text meanwhile."""


def kept(video: Video, kind: str = Track.Kind.CAPTIONS, language: str = Track.Language.RUSSIAN) -> Track | None:
    """The video's text of this kind and language."""
    return Track.objects.filter(video=video, kind=kind, language=language).first()


@transaction.atomic
def keep_over(version: str, video: Video, cues: Sequence[Cue], **which: str) -> None:
    """`keep`, if what is kept still has this version; an empty one: if nothing is. Else ChangedError."""
    Video.objects.select_for_update().get(pk=video.pk)
    before = kept(video, **which)
    if version != (before.version if before else ""):
        raise ChangedError
    keep(video, cues, **which)


def keep(video: Video, cues: Sequence[Cue], kind: str = Track.Kind.CAPTIONS, language: str = Track.Language.RUSSIAN):
    """These become the video's text of this kind and language; none of them: it has no such text any more."""
    if cues:
        return Track.objects.update_or_create(video=video, kind=kind, language=language, defaults={"text": write(cues)})
    if before := kept(video, kind, language):
        before.delete()
    return None


def texts_of(video: Video) -> tuple[list[Track], Track | None]:
    """Captions, Russian first, and the chapters: one query."""
    tracks = video.tracks.all()
    order = Track.Language.values
    captions = [track for track in tracks if track.kind == Track.Kind.CAPTIONS]
    chapters = next((track for track in tracks if track.kind == Track.Kind.CHAPTERS), None)
    return sorted(captions, key=lambda track: order.index(track.language)), chapters
