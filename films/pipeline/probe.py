"""What is in a film: measured before anything is decoded, and refused with a reason."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from films.pipeline import limits, tools
from films.pipeline.container import demuxer_of, plain_facts
from films.pipeline.limits import RefusedError

USUAL_RATE, HIGHEST_RATE, LOWEST_RATE = 25, 30, 5
TURNED = (90, 270)


def probe(path: Path) -> dict:
    """Seconds, sides as they are shown, rate, codecs and the numbers of the streams. RefusedError says what is wrong."""
    demuxer = demuxer_of(path)
    if not tools.present():
        return checked(plain_facts(path))
    told = json.loads(tools.ffprobe(path, demuxer))
    return checked(_facts(told, demuxer))


def checked(facts: dict) -> dict:
    """The same facts, if they are within the limits."""
    long, short = max(facts["width"], facts["height"]), min(facts["width"], facts["height"])
    if not facts["seconds"]:
        raise RefusedError(limits.NO_LENGTH)
    if facts["seconds"] > limits.LONGEST:
        raise RefusedError(limits.TOO_LONG)
    if not short:
        raise RefusedError(limits.NO_PICTURE)
    if long > limits.LONG_SIDE or short > limits.SHORT_SIDE:
        raise RefusedError(limits.TOO_BIG_FRAME)
    return facts


def _facts(told: dict, demuxer: str) -> dict:
    streams = told.get("streams", [])
    if len(streams) > limits.MOST_STREAMS:
        raise RefusedError(limits.DAMAGED)
    picture = next((s for s in streams if s.get("codec_type") == "video" and not _is_cover(s)), None)
    if picture is None:
        raise RefusedError(limits.NO_PICTURE)
    if picture.get("codec_name") not in limits.VIDEO_CODECS:
        raise RefusedError(limits.UNKNOWN_CODEC.format(picture.get("codec_name", "?")))
    sound = next((s for s in streams if s.get("codec_type") == "audio"), None)
    if sound and sound.get("codec_name") not in limits.AUDIO_CODECS:
        raise RefusedError(limits.UNKNOWN_SOUND.format(sound.get("codec_name", "?")))
    width, height = _sides(picture)
    return {
        "demuxer": demuxer,
        "seconds": _number(told.get("format", {}).get("duration") or picture.get("duration")),
        "width": width,
        "height": height,
        "rate": _rate(picture),
        "video": picture["codec_name"],
        "video_stream": picture["index"],
        "sound": sound["codec_name"] if sound else "",
        "sound_stream": sound["index"] if sound else None,
    }


def _is_cover(stream: dict) -> bool:
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _sides(picture: dict) -> tuple[int, int]:
    """As they are shown: pixels made square, a film shot upright stood up."""
    width, height = picture.get("width", 0), picture.get("height", 0)
    square = _fraction(picture.get("sample_aspect_ratio", "1:1").replace(":", "/")) or 1
    width = round(width * square)
    rotations = [side.get("rotation", 0) for side in picture.get("side_data_list", [])]
    turned = any(abs(int(_number(rotation))) % 360 in TURNED for rotation in rotations)
    return (height, width) if turned else (width, height)


def _rate(picture: dict) -> int:
    """A whole number of frames a second: of 50 and 60 each second one is shown, a rate that varies becomes even."""
    rate = _fraction(picture.get("avg_frame_rate", "0/1"))
    while rate > HIGHEST_RATE + 1:
        rate /= 2
    return round(rate) if rate >= LOWEST_RATE else USUAL_RATE


def _fraction(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return Fraction(0)


def _number(value) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0
