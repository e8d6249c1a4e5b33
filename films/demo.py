"""Films of the demo company: slides of its drawings, made by ffmpeg and put through the pipeline; without ffmpeg one small file."""

from __future__ import annotations

import json
import subprocess
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone

from films.captions.cues import SECOND, Cue
from films.captions.telling import chapters_of
from films.models import CastMember, FilmIndexPage, FilmPage, Greeting, Holiday, KindWord, Track, Video
from films.models.tracks import keep
from films.models.video import SOURCES
from films.pipeline import machine, tools
from people.demo_keys import employee_pk
from portal.blocks.loading import stored_body
from portal.demo import DATA as DRAWINGS
from portal.demo import Demo, moment
from portal.publishing import add_draft, publish_under

DATA = Path(__file__).parent / "demo_data" / "films.json"
SMALL = DATA.parent / "small.mp4"
SLIDE, FADE = 6, 1  # seconds
# Slides need no more, and the first start should not take minutes: one rung of the ladder.
RATE = 15
SIZE = "640:360"
# Each drawing is decoded and scaled once, then repeated.
FRAME = (
    f"scale={SIZE}:force_original_aspect_ratio=increase,crop={SIZE},setsar=1,format=yuv420p,"
    f"loop=loop={SLIDE * RATE - 1}:size=1,settb=1/{RATE},setpts=N"
)
# A chord that breathes: something to hear, and nobody's music.
SOUND = "aevalsrc=0.1*(sin(2*PI*110*t)+sin(2*PI*164.8*t)+0.6*sin(2*PI*220*t))*(0.6+0.4*sin(0.7*t))|0.1*(sin(2*PI*110.4*t)+sin(2*PI*165.2*t)):s=48000"


def load(demo: Demo) -> str:
    for told in json.loads(DATA.read_text(encoding="utf-8")):
        if not FilmPage.objects.filter(slug=told["slug"]).exists():
            _film(demo, told)
    return f"{FilmPage.objects.count()} films"


def _film(demo: Demo, told: dict) -> None:
    page = FilmPage(
        title=told["title"],
        slug=told["slug"],
        lead=told["lead"],
        year=told.get("year", timezone.localdate().year),
        holiday=Holiday.objects.filter(name=told["holiday"]).first(),
        cover=demo.picture(told["cover"]),
        video=_video(told) if told.get("scenes") else None,
        body=stored_body(told["body"], lambda key: demo.picture(key).pk, employee_pk),
    )
    if "premiere_in_days" in told:
        page.premiere_at, page.programme = _evening(told["premiere_in_days"]), told["programme"]
    page.cast = [_row(row) for row in told["cast"]]
    section = FilmIndexPage.objects.get()
    if told.get("draft"):
        add_draft(section, page)
        return
    publish_under(section, page, moment(told["days_ago"]))
    _say(page, told)


def _evening(days: int) -> datetime:
    """Seven in the evening so many days from now."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(19)))


def _say(page: FilmPage, told: dict) -> None:
    """Words of colleagues, one of which waits for the press, and kind words to the cast."""
    for row in told.get("words", ()):
        state = Greeting.State.WAITING if row.get("waits") else Greeting.State.ACCEPTED
        Greeting.objects.create(film=page, author_id=employee_pk(row["employee"]), text=row["text"], state=state)
    for by, person in told.get("thanks", ()):
        KindWord.objects.create(film=page, by_id=employee_pk(by), employee_id=employee_pk(person))


def _row(told: dict) -> CastMember:
    about = {"role": told["role"], "seconds": told.get("seconds"), "crew": told.get("crew", False)}
    if "guest" in told:
        return CastMember(guest_name=told["guest"], **about)
    return CastMember(employee_id=employee_pk(told["employee"]), **about)


def _video(told: dict) -> Video:
    """Made here and now, as the worker would: the page is published in the next line."""
    with tempfile.TemporaryDirectory() as folder:
        source = _slides(told["scenes"], Path(folder) / "film.mp4") if tools.present() else SMALL
        name = f"{told['slug']}.mp4"
        video = Video(title=told["title"], original_name=name, size=source.stat().st_size, state=Video.State.UPLOADED)
        with source.open("rb") as content:
            video.source = default_storage.save(f"{SOURCES}{video.token}.mp4", File(content))
    video.save()
    if video.claim():
        machine.process(video)
    video.refresh_from_db()
    if video.is_ready and source != SMALL:
        _tell(video, told)
    return video


def _tell(video: Video, told: dict) -> None:
    """What is said in the film that was made here, and its chapters."""
    cues = [Cue(int(row["from"] * SECOND), int(row["to"] * SECOND), row["text"]) for row in told.get("captions", ())]
    keep(video, cues)
    keep(video, chapters_of(told.get("chapters", ""), video.seconds), kind=Track.Kind.CHAPTERS)


def _slides(scenes: list[str], path: Path) -> Path:
    """One drawing after another, each melting into the next."""
    catalogue = json.loads((DRAWINGS / "pictures" / "pictures.json").read_text(encoding="utf-8"))
    files = [str(DRAWINGS / "pictures" / catalogue[scene]["file"]) for scene in scenes]
    inputs = [option for file in files for option in ("-framerate", str(RATE), "-i", file)]
    chain = [f"[{number}:v]{FRAME}[s{number}]" for number in range(len(scenes))]
    last = "s0"
    for number in range(1, len(scenes)):
        at = number * (SLIDE - FADE)
        chain.append(f"[{last}][s{number}]xfade=duration={FADE}:offset={at}[x{number}]")
        last = f"x{number}"
    sound = ["-f", "lavfi", "-i", SOUND, "-map", f"[{last}]", "-map", f"{len(scenes)}:a", "-shortest"]
    told = [*inputs, *sound[:4], "-filter_complex", ";".join(chain), *sound[4:], "-preset", "ultrafast", str(path)]
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *told], check=True)
    return path
