from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal import clock, problems
from portal.clock import Job, PeriodicJob, run_due_jobs
from portal.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs(monkeypatch):
    """The registry, emptied for one test; `jobs(name, function)` adds a job."""
    registry = {}
    monkeypatch.setattr(clock, "_jobs", registry)

    def add(name, run):
        registry[name] = Job(name, timedelta(minutes=1), timedelta(minutes=5), run)

    return add


@pytest.fixture
def clock_hand():
    """Time stands still and can be moved on: `clock_hand.shift(seconds)`."""
    with time_machine.travel(timezone.now(), tick=False) as hand:
        yield hand


def test_a_job_runs_when_due_and_not_again_before_its_time(jobs, clock_hand):
    runs = []
    jobs("count", lambda: runs.append(1))
    assert (run_due_jobs("w1"), run_due_jobs("w1"), len(runs)) == (1, 0, 1)
    clock_hand.shift(61)
    assert (run_due_jobs("w1"), len(runs)) == (1, 2)


def test_a_job_held_by_one_worker_is_not_run_by_another(jobs):
    inside = []
    jobs("slow", lambda: inside.append(run_due_jobs("w2")))
    run_due_jobs("w1")
    assert inside == [0]


def test_a_job_of_a_worker_that_died_is_taken_over_after_its_lease(jobs, clock_hand):
    jobs("left", lambda: None)
    PeriodicJob.objects.create(name="left", owner="dead", held_until=timezone.now() + timedelta(minutes=5))
    assert run_due_jobs("w2") == 0
    clock_hand.shift(301)
    assert run_due_jobs("w2") == 1


def test_a_job_that_fails_is_shown_until_it_works_and_does_not_stop_the_others(jobs, clock_hand):
    runs, broken = [], [True]

    def fail():
        if broken:
            raise ValueError("no bread")

    jobs("broken", fail)
    jobs("sound", lambda: runs.append(1))
    run_due_jobs("w1")
    assert (Problem.objects.get().key, len(runs)) == ("job:broken", 1)
    broken.clear()
    clock_hand.shift(61)
    run_due_jobs("w1")
    assert not Problem.objects.exists()


def test_a_problem_that_repeats_is_one_row_with_a_count():
    for _ in range(3):
        problems.report("x", "Не работает", "detail")
    assert Problem.objects.get().times == 3
