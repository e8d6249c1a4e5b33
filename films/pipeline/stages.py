"""The stages of a film, each from files of the work folder to files of the work folder."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from films.models.video import CLIP, FILM, MASTER, SHEET_SIDE, SPRITE, sheet_every
from films.pipeline import ladder, limits, tools
from films.pipeline.ladder import Rung
from films.pipeline.limits import RefusedError
from films.pipeline.tools import Tick, own

SOUND = "sound.m4a"
POSTERS, POSTER_WIDTH = 6, 1280
TILE = (160, 90)
# A film that ends so much earlier than it says was cut on its way here.
SHORTEST_PART, SLACK = 0.95, 3


@dataclass(frozen=True)
class Job:
    """What a stage knows: the source, its facts, where finished stages lie, and where this one writes."""

    source: Path
    facts: dict
    ready: Path
    out: Path

    @property
    def rungs(self) -> list[Rung]:
        return ladder.rungs_for(self.facts)

    @property
    def has_sound(self) -> bool:
        return (self.ready / SOUND).exists()


@dataclass(frozen=True)
class Stage:
    """`weight` is its share of the whole work; `act(job, tick)` writes into `job.out` and may answer a remark for the editor."""

    name: str
    title: str
    weight: float
    act: Callable[[Job, Tick], str | None]


def stages_for(facts: dict) -> list[Stage]:
    """In their order. Without ffmpeg the file itself is the film."""
    if "demuxer" not in facts:
        return [Stage("plain", "Сохраняем файл", 1, plain)]
    rungs = ladder.rungs_for(facts)
    pixels = [math.prod(ladder.sides(facts, rung)) / 100_000 for rung in rungs]
    encode = [
        Stage(f"rung-{rung.side}", f"Сжимаем: {rung.side}p", 2 + weight, partial(encode_rung, rung=rung))
        for rung, weight in zip(rungs, pixels, strict=True)
    ]
    return [
        Stage("sound", "Выравниваем громкость", 1, level_sound),
        *encode,
        Stage("pack", "Собираем для браузера", 0.5, pack),
        Stage("frames", "Выбираем кадры", 0.5, frames),
    ]


def plain(job: Job, tick: Tick) -> None:
    (job.out / FILM).symlink_to(job.source)


def level_sound(job: Job, tick: Tick) -> str | None:
    """Measured first, then raised or lowered as a whole."""
    stream = job.facts["sound_stream"]
    if stream is None:
        return limits.SILENT
    given = [*tools.source(job.source, job.facts["demuxer"]), "-map", f"0:{stream}"]
    seconds = job.facts["seconds"]
    words = tools.ffmpeg(
        [*given, "-af", f"{ladder.LOUDNESS}:print_format=json", "-f", "null", "-"],
        job.out,
        seconds,
        lambda part: tick(part / 2),
        said="info",
    )
    measured = _measured(words)
    chain = _levelling(measured)
    tools.ffmpeg(
        [*given, "-af", chain, "-ac", "2", "-c:a", "aac", "-b:a", ladder.SOUND, *ladder.clean(), SOUND],
        job.out,
        seconds,
        lambda part: tick(0.5 + part / 2),
    )
    return None if measured else limits.QUIET


def _measured(words: str) -> dict | None:
    """What the first pass found; None where there is nothing to hear."""
    found = json.loads(words[words.rindex("{") : words.rindex("}") + 1])
    return found if math.isfinite(float(found["input_i"])) else None


def _levelling(measured: dict | None) -> str:
    if not measured:
        return "aresample=48000"
    known = {"I": "input_i", "TP": "input_tp", "LRA": "input_lra", "thresh": "input_thresh"}
    told = ":".join(f"measured_{name}={measured[key]}" for name, key in known.items())
    return f"{ladder.LOUDNESS}:{told}:offset={measured['target_offset']}:linear=true,aresample=48000"


def encode_rung(job: Job, tick: Tick, rung: Rung) -> None:
    sound = [*own(job.ready / SOUND)] if job.has_sound else []
    maps = ["-map", f"0:{job.facts['video_stream']}", *(["-map", "1:a:0", "-c:a", "copy"] if sound else [])]
    given = [*tools.source(job.source, job.facts["demuxer"]), *sound, *maps]
    options = ladder.encoding(job.facts, rung, tools.THREADS)
    tools.ffmpeg([*given, *options, rung.file], job.out, job.facts["seconds"], tick)
    _refuse_cut(job, rung)


def _refuse_cut(job: Job, rung: Rung) -> None:
    """What could not be read makes the film shorter, and ffmpeg does not mind."""
    told = json.loads(tools.ffprobe(job.out / rung.file, "mov"))
    pictures = [float(s.get("duration") or 0) for s in told["streams"] if s["codec_type"] == "video"]
    if max(pictures, default=0) < job.facts["seconds"] * SHORTEST_PART - SLACK:
        raise RefusedError(limits.DAMAGED)


def pack(job: Job, tick: Tick) -> None:
    """HLS of all rungs, the file for saving and, where the film is short enough, the clip; nothing is encoded again."""
    seconds = job.facts["seconds"]
    inputs = [option for rung in job.rungs for option in own(job.ready / rung.file)]
    maps = [option for number in range(len(job.rungs)) for option in _maps(number, job.has_sound)]
    playlist = [
        *("-f", "hls", "-hls_time", str(ladder.SEGMENT), "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"),
        *("-hls_flags", "single_file+independent_segments", "-master_pl_name", MASTER),
        *("-var_stream_map", ladder.variants(job.rungs, job.has_sound), "%v.m3u8"),
    ]
    tools.ffmpeg([*inputs, *maps, "-c", "copy", *playlist], job.out, seconds, lambda part: tick(part / 3))
    copy = ["-c", "copy", *ladder.clean()]
    small = job.rungs[0]
    tools.ffmpeg([*own(job.ready / small.file), *copy, FILM], job.out, seconds, lambda part: tick((1 + part) / 3))
    if clip := ladder.clip_rung(job.facts):
        tools.ffmpeg([*own(job.ready / clip.file), *copy, CLIP], job.out, seconds, lambda part: tick((2 + part) / 3))


def _maps(number: int, has_sound: bool) -> list[str]:
    return ["-map", f"{number}:v:0", *(["-map", f"{number}:a:0"] if has_sound else [])]


def frames(job: Job, tick: Tick) -> None:
    """Frames to choose the poster from, and one sheet of small ones for looking ahead."""
    seconds, best = job.facts["seconds"], job.ready / job.rungs[-1].file
    for number in range(1, POSTERS + 1):
        at = f"{seconds * number / (POSTERS + 1):.2f}"
        shrink = f"scale='min({POSTER_WIDTH},iw)':-2"
        one = ["-ss", at, *own(best), "-frames:v", "1", "-vf", shrink, "-q:v", "3", f"poster-{number}.jpg"]
        tools.ffmpeg(one, job.out, 0, tick)
        tick(number / (POSTERS + 1))
    width, height = TILE
    chain = (
        f"fps=1/{sheet_every(seconds)},scale={width}:{height}:force_original_aspect_ratio=decrease,"
        f"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2,tile={SHEET_SIDE}x{SHEET_SIDE}"
    )
    sheet = ["-vf", chain, "-frames:v", "1", "-q:v", "4", SPRITE]
    tools.ffmpeg([*own(job.ready / job.rungs[0].file), *sheet], job.out, seconds, tick)
