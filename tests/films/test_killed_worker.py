"""The worker is killed at each stage: it ends with one complete film and no orphan files."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from films.factories import make_film, stored_video
from films.models import Video
from films.pipeline import machine, storing, work
from films.pipeline.holding import Hold, LostError
from films.pipeline.tasks import make_films, nudge

pytestmark = pytest.mark.django_db

STAGES = ("sound", "rung-360", "pack", "frames", "publish")


class KilledError(BaseException):
    """Stands for SIGKILL: nothing of ours catches it."""


@pytest.fixture
def film(tmp_path):
    return stored_video(make_film(tmp_path / "a.mp4", 3, "640x360").read_bytes())


def let_the_lease_run_out() -> None:
    Video.objects.update(lease_until=timezone.now() - timezone.timedelta(seconds=1))


def assert_one_complete_film(video: Video) -> None:
    video.refresh_from_db()
    assert video.is_ready
    assert {"film.mp4", "master.m3u8", "360.m4s"} <= set(video.files)
    storing.sweep()
    assert default_storage.listdir("films/")[0] == [video.folder]
    assert set(default_storage.listdir(f"films/{video.folder}")[1]) == set(video.files)
    assert not any(work.root().iterdir())


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_a_stage(film, monkeypatch, stage, moment):
    finish, save = work.finish, default_storage.save

    def dying(folder, out, name):
        if name != stage:
            return finish(folder, out, name)
        if moment == "after":
            finish(folder, out, name)
        raise KilledError

    def dying_save(name, content, **kwargs):
        if moment == "after" and name.endswith("film.mp4"):
            save(name, content)
        if name.endswith("film.mp4"):
            raise KilledError
        return save(name, content)

    with monkeypatch.context() as patch:
        patch.setattr(work, "finish", dying)
        if stage == "publish":
            patch.setattr(default_storage, "save", dying_save)
        with pytest.raises(KilledError):
            make_films.call()
    machine.process_due()
    film.refresh_from_db()
    assert not film.is_ready, "the lease of the dead worker still runs"
    let_the_lease_run_out()
    nudge()
    machine.process_due()
    assert_one_complete_film(film)


@pytest.mark.parametrize(
    "stage", ["Проверяем файл", "Выравниваем громкость", "Сжимаем: 360p", "Собираем", "Выбираем кадры"]
)
def test_killed_in_the_midst_of_a_stage(film, monkeypatch, stage):
    write = Hold.write

    def dying(hold, **fields):
        write(hold, **fields)
        if hold.video.stage.startswith(stage):
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(Hold, "write", dying)
        with pytest.raises(KilledError):
            make_films.call()
    let_the_lease_run_out()
    make_films.call()
    assert_one_complete_film(film)


def test_what_is_done_is_not_done_again(film, monkeypatch):
    made = []
    finish = work.finish

    def dying(folder, out, name):
        finish(folder, out, name)
        made.append(name)
        if made == ["sound", "rung-360"]:
            raise KilledError

    monkeypatch.setattr(work, "finish", dying)
    with pytest.raises(KilledError):
        make_films.call()
    let_the_lease_run_out()
    make_films.call()
    assert made == ["sound", "rung-360", "pack", "frames"]


def test_a_file_that_kills_its_worker_three_times_is_given_up(film, monkeypatch):
    def dying(*args):
        raise KilledError

    monkeypatch.setattr(machine, "_do", dying)
    for _ in range(3):
        with pytest.raises(KilledError):
            make_films.call()
        let_the_lease_run_out()
    make_films.call()
    film.refresh_from_db()
    assert film.state == "failed"
    assert "трижды" in film.reason


def test_cancelled_while_it_is_made(film, monkeypatch):
    def cancelled(folder, stage):
        assert Video.objects.get().cancel()
        return False

    monkeypatch.setattr(work, "is_done", cancelled)
    make_films.call()
    film.refresh_from_db()
    assert (film.state, film.files) == ("cancelled", {})
    assert not any(work.root().iterdir())
    monkeypatch.undo()
    assert film.repeat()


def test_who_has_lost_the_lease_writes_nothing_more(film):
    assert film.claim()
    late = Hold(film)
    let_the_lease_run_out()
    assert Video.objects.get().claim()
    with pytest.raises(LostError):
        late.write(done=50)


def test_only_one_of_two_workers_gets_it(film):
    other = Video.objects.get()
    assert film.claim()
    assert not other.claim()


def is_running(pid: int) -> bool:
    """A zombie that nobody has buried runs no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_ffmpeg_dies_with_its_worker(tmp_path):
    """SIGKILL to the parent: the child is gone within a second."""
    script = (
        "import subprocess, sys; from films.pipeline.tools import guarded;"
        "child = subprocess.Popen(guarded(60) + ['sleep', '60']); print(child.pid, flush=True); child.wait()"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    subprocess.run(["sleep", "0.5"], check=True)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    subprocess.run(["sleep", "0.5"], check=True)
    assert not is_running(child)


def test_the_sweep_takes_what_nobody_names(film):
    default_storage.save("films/" + "0" * 32 + "/film.mp4", ContentFile(b"x"))
    default_storage.save("film-sources/" + "0" * 32 + ".mp4", ContentFile(b"x"))
    (work.root() / ("0" * 32)).mkdir(parents=True)
    assert storing.sweep() == 3
    assert default_storage.exists(film.source)
