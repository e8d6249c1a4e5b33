"""Films for tests, and small real video files made by ffmpeg."""

from __future__ import annotations

import subprocess
from pathlib import Path

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from films.models import CastMember, FilmIndexPage, FilmPage, Holiday, Video
from films.models.video import FILM, SOURCES
from portal.publishing import add_draft, publish_under


def make_film(
    path: Path, seconds: float = 4, size: str = "640x360", sound: str = "sine=frequency=440", *options: str
) -> Path:
    """A moving test picture with a tone, ten frames a second, H.264 and AAC unless the options say otherwise; `sound=""` makes it silent."""
    tone = ["-f", "lavfi", "-i", sound] if sound else []
    picture = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate=10"]
    usual = ["-ar", "48000", "-pix_fmt", "yuv420p", "-preset", "ultrafast", "-movflags", "+faststart"]
    told = [*picture, *tone, "-t", str(seconds), *usual, *options, str(path)]
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *told], check=True)
    return path


def stored_video(content: bytes, name: str = "film.mp4", **fields) -> Video:
    """A video whose upload is over: it waits for the worker."""
    video = Video(title="Её смена", original_name=name, size=len(content), state=Video.State.UPLOADED, **fields)
    video.source = default_storage.save(f"{SOURCES}{video.token}{Path(name).suffix}", ContentFile(content))
    video.save()
    return video


class VideoFactory(factory.Factory):
    """A ready video whose only file is a few bytes; the bytes play no part."""

    class Meta:
        model = Video

    content = b"film"

    @classmethod
    def _create(cls, model_class, *, content, **fields):
        given = {
            "state": Video.State.READY,
            "folder": "f" * 24 + f"{Video.objects.count():08}",
            "files": {FILM: len(content)},
        }
        facts = {"seconds": 240, "width": 1280, "height": 720}
        video = model_class(
            title="Её смена", original_name="film.mp4", size=len(content), facts=facts, **(given | fields)
        )
        if video.folder:
            default_storage.save(video.stored(FILM), ContentFile(content))
        video.save()
        return video


class HolidayFactory(factory.django.DjangoModelFactory):
    """A day in March unless the fields say otherwise."""

    class Meta:
        model = Holiday

    name = factory.Sequence(lambda n: f"Праздник {n}")
    month, day = 3, 8


class FilmFactory(factory.Factory):
    """A published film. `cast` holds employees and first names of guests, or rows made by `cast_row`."""

    class Meta:
        model = FilmPage

    title = factory.Sequence(lambda n: f"Её смена {n}")
    slug = factory.Sequence(lambda n: f"film-{n}")
    lead = "Двенадцать женщин, семь городов, одни сутки."
    year = 2026
    video = factory.SubFactory(VideoFactory)

    @classmethod
    def _create(cls, model_class, *, cast=(), draft=False, when=None, **fields):
        page = model_class(**fields)
        page.cast = [one if isinstance(one, CastMember) else cast_row(one) for one in cast]
        section = FilmIndexPage.objects.get()
        return add_draft(section, page) if draft else publish_under(section, page, when)


def cast_row(who, role: str = "Снегурочка", seconds: int | None = 134, crew: bool = False) -> CastMember:
    """An employee, or a guest by the first name."""
    about = {"role": role, "seconds": seconds, "crew": crew}
    return CastMember(guest_name=who, **about) if isinstance(who, str) else CastMember(employee=who, **about)
