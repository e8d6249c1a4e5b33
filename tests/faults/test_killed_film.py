"""kill -9 of the process that makes films, once in each stage: one complete film, and no file that nobody names."""

import subprocess
import sys

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from films.factories import make_film, stored_video
from films.models import Video
from films.pipeline import storing, work
from tests.processes import ROOT, environment, wait_until

MAKE = "import django; django.setup(); from films.pipeline.machine import process_due; process_due()"
STAGES = {
    *("Проверяем файл", "Выравниваем громкость", "Сжимаем: 360p", "Сжимаем: 720p"),
    *("Собираем для браузера", "Выбираем кадры"),
}


def killed_in_a_new_stage(seen: set[str]) -> bool:
    """Whether there was one that the film had not been in before; else the process has ended by itself."""
    process = subprocess.Popen([sys.executable, "-c", MAKE], cwd=ROOT, env=environment())

    def is_new() -> bool:
        stage = Video.objects.values_list("stage", flat=True).get()
        return process.poll() is not None or (stage and stage not in seen)

    try:
        wait_until(is_new, 180)
        seen.add(Video.objects.get().stage)
        return process.poll() is None
    finally:
        process.kill()
        process.wait()


@pytest.mark.faults
@pytest.mark.usefixtures("site")
def test_a_process_killed_in_each_stage_leaves_one_complete_film(tmp_path):
    source = make_film(tmp_path / "a.mp4", 30, "1280x720", "sine", "-vf", "noise=alls=40:allf=t")
    video = stored_video(source.read_bytes())
    connection.close()
    seen, kills = {""}, 0
    while killed_in_a_new_stage(seen):
        kills += 1
        Video.objects.update(lease_until=timezone.now() - timezone.timedelta(seconds=1))
    video.refresh_from_db()
    print(f"\n{kills} kills, in {', '.join(sorted(seen - {''}))}")
    assert video.is_ready
    assert kills >= len(STAGES) - 2, "a stage may be over before it is seen"
    storing.sweep()
    assert default_storage.listdir("films/")[0] == [video.folder]
    assert set(default_storage.listdir(f"films/{video.folder}")[1]) == set(video.files)
    assert not work.root().joinpath(video.token).exists()
