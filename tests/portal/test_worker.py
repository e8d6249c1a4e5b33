import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from magazine.printing import tasks as printing
from portal import renditions
from portal.problems import Problem
from portal.worker import DEAD_AFTER, WorkerBeat, reap_tasks
from tests.portal import tasks
from tests.processes import wait_until, worker

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "written"


def test_the_worker_runs_what_was_enqueued(file):
    tasks.write.enqueue(str(file), "сделано")
    with worker():
        wait_until(file.exists)
    assert file.read_text(encoding="utf-8") == "сделано"


def test_sigterm_finishes_the_task_in_hand(file):
    tasks.slow_write.enqueue(str(file), "до конца")
    with worker() as process:
        wait_until(lambda: file.with_name("written.begun").exists())
        process.terminate()
        assert process.wait(20) == 0
    assert file.read_text(encoding="utf-8") == "до конца"


def test_the_task_of_a_worker_that_was_killed_goes_back_to_the_queue(file):
    tasks.slow_write.enqueue(str(file), "со второго раза")
    with worker() as process:
        wait_until(lambda: file.with_name("written.begun").exists())
        process.kill()
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    WorkerBeat.objects.update(beat=timezone.now() - 2 * DEAD_AFTER)
    reap_tasks()
    with worker():
        wait_until(file.exists)
    assert file.read_text(encoding="utf-8") == "со второго раза"


def test_a_task_that_kills_three_workers_is_given_up_and_shown():
    tasks.kill_the_worker.enqueue()
    for _ in range(3):
        with worker() as process:
            process.wait(20)
        WorkerBeat.objects.update(beat=timezone.now() - 2 * DEAD_AFTER)
        reap_tasks()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert "kill_the_worker" in Problem.objects.get().title


def test_what_somebody_waits_for_goes_before_sizes_of_pictures():
    renditions.make.enqueue(0, [])
    printing.make.enqueue(0)
    with worker("--queue", "heavy"):
        wait_until(lambda: not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists())
    done = DBTaskResult.objects.order_by("finished_at").values_list("task_path", flat=True)
    assert list(done) == [printing.make.module_path, renditions.make.module_path]
