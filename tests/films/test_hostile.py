"""Files that are no films, or want ffmpeg to read something else: refused with the reason, and nothing else is opened."""

import socket
import struct
import subprocess
import threading

import pytest

from films.factories import make_film, stored_video
from films.models import Video
from films.pipeline import limits, probe, tools
from films.pipeline.container import demuxer_of
from films.pipeline.limits import RefusedError
from films.pipeline.tasks import make_films

pytestmark = pytest.mark.django_db


def worked(content: bytes, name: str = "film.mp4") -> Video:
    video = stored_video(content, name)
    make_films.call()
    video.refresh_from_db()
    return video


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", limits.EMPTY),
        (b"<!doctype html><script>alert(1)</script>", limits.NOT_A_FILM),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n", limits.NOT_A_FILM),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", limits.NOT_A_FILM),
        (b"concat:/etc/passwd|/etc/group", limits.NOT_A_FILM),
        (b"RIFF\x00\x00\x00\x00AVI LIST", limits.NOT_A_FILM),
        (b"\x00\x00\x00\x18ftypisom" + b"\x00" * 12, limits.DAMAGED),
        (b"\x1a\x45\xdf\xa3" + b"\x00" * 64, limits.DAMAGED),
    ],
)
def test_what_is_no_film_is_refused_with_the_reason(content, reason):
    video = worked(content)
    assert (video.state, video.reason) == ("failed", reason)


@pytest.fixture
def somebody_else():
    """The address of a server, and what has been asked of it."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                asked.append(connection.recv(100))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", asked


@pytest.mark.parametrize("demuxer", ["mov", "matroska"])
def test_a_playlist_is_not_followed_even_if_it_gets_to_ffmpeg(tmp_path, somebody_else, demuxer):
    address, asked = somebody_else
    playlist = tmp_path / "film.mp4"
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://{address}/x.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(RefusedError):
        tools.ffprobe(playlist, demuxer)
    with pytest.raises(tools.ToolError):
        tools.ffmpeg([*tools.source(playlist, demuxer), "out.mp4"], tmp_path, 1, lambda part: None)
    assert asked == []


def test_a_film_that_keeps_its_picture_in_another_file_does_not_open_it(tmp_path, somebody_else):
    """A QuickTime data reference: the content lies elsewhere."""
    address, asked = somebody_else
    content = make_film(tmp_path / "a.mp4", 2, "320x240").read_bytes()
    url = f"http://{address}/x".encode() + b"\0"
    own, far = b"\x00\x00\x00\x0curl \x00\x00\x00\x01", struct.pack(">I4sI", 12 + len(url), b"url ", 0) + url
    assert own in content
    worked(content.replace(own, far[: len(own)]))
    assert asked == []


def test_what_ffmpeg_writes_and_how_long_it_works_is_bounded(tmp_path, monkeypatch):
    content = make_film(tmp_path / "a.mp4", 4, "640x360").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(tools, "WRITTEN", 1000)
        assert "программа сжатия остановилась" in worked(content).reason
    with monkeypatch.context() as patch:
        patch.setattr(tools, "AT_LEAST", 0)
        patch.setattr(tools, "TIMES_LENGTH", 0)
        assert worked(content).state == "failed"
    assert worked(content).is_ready


def test_a_truncated_film_is_refused(tmp_path):
    content = make_film(tmp_path / "a.mp4", 4).read_bytes()
    assert worked(content[: len(content) // 2]).reason == limits.DAMAGED


def test_a_truncated_film_without_boxes_is_refused_too(tmp_path):
    content = make_film(tmp_path / "a.mkv", 20).read_bytes()
    assert worked(content[: len(content) // 2], "a.mkv").reason == limits.DAMAGED


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"seconds": 10 * 3600}, limits.TOO_LONG),
        ({"width": 7680, "height": 4320}, limits.TOO_BIG_FRAME),
        ({"width": 4320, "height": 7680}, limits.TOO_BIG_FRAME),
        ({"seconds": 0}, limits.NO_LENGTH),
        ({"width": 0, "height": 0}, limits.NO_PICTURE),
    ],
)
def test_limits(facts, reason):
    with pytest.raises(RefusedError, match=reason.split("(")[0][:30]):
        probe.checked({"seconds": 60, "width": 1280, "height": 720} | facts)


def test_ten_hours_and_8k_are_measured_without_decoding(tmp_path):
    long = make_film(tmp_path / "long.mp4", 36_000, "16x16", "", "-r", "1", "-vf", "fps=1/60")
    assert worked(long.read_bytes()).reason == limits.TOO_LONG
    wide = make_film(tmp_path / "wide.mp4", 0.1, "7680x4320", "")
    assert worked(wide.read_bytes()).reason == limits.TOO_BIG_FRAME


def test_sound_alone_is_no_film(tmp_path):
    sound = tmp_path / "a.m4a"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine", "-t", "2", str(sound)], check=True)
    assert worked(sound.read_bytes()).reason == limits.NO_PICTURE


def test_a_bad_film_does_not_hold_up_the_next(tmp_path):
    bad = stored_video(b"no film at all")
    good = worked(make_film(tmp_path / "a.mp4", 2, "320x240").read_bytes())
    bad.refresh_from_db()
    assert (bad.state, good.state) == ("failed", "ready")


def test_without_ffmpeg_a_film_for_browsers_is_taken_as_it_is(tmp_path, monkeypatch):
    content = make_film(tmp_path / "a.mp4", 2, "640x360").read_bytes()
    monkeypatch.setattr(tools, "present", lambda: False)
    video = worked(content)
    assert video.is_ready
    assert video.files == {"film.mp4": len(content)}
    assert (video.width, video.height, round(video.seconds)) == (640, 360, 2)


@pytest.mark.parametrize("options", [("-movflags", "0"), ("-c:v", "libx265", "-x265-params", "log-level=error")])
def test_without_ffmpeg_anything_else_is_refused_with_what_to_do(tmp_path, monkeypatch, options):
    content = make_film(tmp_path / "a.mp4", 1, "320x240", "sine", *options).read_bytes()
    monkeypatch.setattr(tools, "present", lambda: False)
    assert worked(content).reason == limits.NEEDS_FFMPEG


def test_a_name_says_nothing_of_what_a_file_is(tmp_path):
    path = make_film(tmp_path / "a.mkv", 1, "320x240").rename(tmp_path / "a.mp4")
    assert demuxer_of(path) == "matroska"
