"""A film goes through the pipeline as the worker takes it: real files, real ffmpeg."""

import json
import math
import struct
import subprocess

import pytest
from django.core.files.storage import default_storage

from films.factories import make_film, stored_video
from films.models import Video
from films.pipeline import storing, work
from films.pipeline.tasks import make_films

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(tmp_path):
    """`made(seconds=4, …)` is a video made of such a file, after the worker's turn."""

    def _made(*args, suffix: str = ".mp4", **kwargs) -> Video:
        return worked(make_film(tmp_path / f"source{suffix}", *args, **kwargs))

    return _made


def worked(path) -> Video:
    """The video of this file after the worker's turn."""
    video = stored_video(path.read_bytes(), path.name)
    make_films.call()
    video.refresh_from_db()
    return video


def streams(video: Video, name: str) -> dict[str, dict]:
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_streams", default_storage.path(video.stored(name))],
        capture_output=True,
        check=True,
    )
    return {stream["codec_type"]: stream for stream in json.loads(told.stdout)["streams"]}


def test_a_film_gets_its_ladder_its_file_for_saving_and_frames(made):
    video = made(6, "1280x720")
    assert (video.state, video.reason, video.done) == ("ready", "", 100)
    assert set(video.files) == {
        *("master.m3u8", "360.m3u8", "360.m4s", "720.m3u8", "720.m4s", "film.mp4", "clip.mp4", "sprite.jpg"),
        *(f"poster-{number}.jpg" for number in range(1, 7)),
    }
    film = streams(video, "film.mp4")
    assert (film["video"]["codec_name"], film["video"]["height"], film["audio"]["codec_name"]) == ("h264", 360, "aac")
    master = default_storage.open(video.stored("master.m3u8")).read().decode()
    assert "RESOLUTION=640x360" in master
    assert "RESOLUTION=1280x720" in master
    assert video.poster.title == "Кадр: Её смена"
    assert not work.root().joinpath(video.token).exists()
    assert storing.sweep() == 0


def test_nothing_is_made_larger_than_it_is(made):
    video = made(3, "320x240")
    assert {name for name in video.files if name.endswith(".m4s")} == {"360.m4s"}
    assert streams(video, "film.mp4")["video"]["height"] == 240


def test_the_file_for_saving_stays_below_three_megabytes_a_minute(made):
    """15 MB for five minutes, even of noise, which hardly packs."""
    video = made(20, "640x360", "anoisesrc=amplitude=0.5", "-vf", "noise=alls=60:allf=t")
    assert video.files["film.mp4"] <= 15_000_000 * 20 / 300


def test_a_film_without_sound_is_made_and_the_editor_is_told(made):
    video = made(3, "640x360", "")
    assert video.is_ready
    assert video.remark == "Звука нет: фильм без звуковой дорожки."
    assert "audio" not in streams(video, "film.mp4")


def test_silence_on_the_track_is_told_too(made):
    video = made(3, "640x360", "anullsrc")
    assert video.is_ready
    assert "тишина" in video.remark


def test_a_quiet_film_is_made_louder(made):
    video = made(8, "320x240", "sine=frequency=440", "-af", "volume=-30dB")
    told = subprocess.run(
        [
            "ffmpeg",
            "-nostdin",
            "-i",
            default_storage.path(video.stored("film.mp4")),
            "-af",
            "volumedetect",
            "-f",
            "null",
            "-",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    mean = float(told.split("mean_volume:")[1].split("dB")[0])
    assert mean > -25


def test_hevc_shot_upright_in_matroska_stands_up(tmp_path):
    flat = make_film(tmp_path / "flat.mp4", 3, "640x360", "sine", "-c:v", "libx265", "-x265-params", "log-level=error")
    upright = tmp_path / "upright.mp4"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-display_rotation", "90", "-i", flat, "-c", "copy", upright], check=False
    )
    if not upright.exists():
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-i", flat, "-c", "copy", "-metadata:s:v", "rotate=90", upright], check=True
        )
    video = worked(upright)
    assert (video.facts["width"], video.facts["height"], video.facts["video"]) == (360, 640, "hevc")
    film = streams(video, "film.mp4")["video"]
    assert (film["width"], film["height"]) == (360, 640)


def turned(content: bytes, degrees: int) -> bytes:
    """The same film whose first track says that it is to be shown turned."""
    cos, sin = (round(part(math.radians(degrees)) * 65536) for part in (math.cos, math.sin))
    matrix = struct.pack(">9i", cos, sin, 0, -sin, cos, 0, 0, 0, 0x40000000)
    at = content.index(b"tkhd") + 4 + 40
    return content[:at] + matrix + content[at + 36 :]


@pytest.mark.parametrize(("degrees", "sides"), [(45, (322, 240)), (180, (322, 240)), (270, (240, 322))])
def test_odd_sides_become_even_and_only_quarter_turns_are_meant_seriously(tmp_path, degrees, sides):
    flat = make_film(tmp_path / "flat.mp4", 2, "321x241", "sine", "-pix_fmt", "yuv444p")
    path = tmp_path / "turned.mp4"
    path.write_bytes(turned(flat.read_bytes(), degrees))
    film = streams(worked(path), "film.mp4")["video"]
    assert abs(film["width"] - sides[0]) <= 2
    assert abs(film["height"] - sides[1]) <= 2


def test_a_varying_rate_becomes_even(made):
    video = made(6, "320x240", "sine", "-vf", "select='if(lt(t,3),1,not(mod(n,5)))'", "-vsync", "vfr", "-f", "mp4")
    assert video.is_ready
    assert abs(float(streams(video, "film.mp4")["video"]["duration"]) - 6) < 0.5


def test_webm_is_taken(made):
    assert made(2, "320x240", "sine", "-c:v", "libvpx", "-c:a", "libopus", suffix=".webm").is_ready


def test_where_it_was_shot_does_not_go_along(made):
    video = made(2, "320x240", "sine", "-metadata", "location=+45.0355+038.9753/", "-metadata", "title=Секрет")
    told = default_storage.open(video.stored("film.mp4")).read()
    assert b"45.0355" not in told
    assert "Секрет".encode() not in told
