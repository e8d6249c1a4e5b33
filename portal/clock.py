"""The clock: periodic jobs, each run by one worker at a time, however many workers there are."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from portal import problems

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A function to be called every so often; it must be safe to call again after dying half-way."""

    name: str
    every: timedelta
    lease: timedelta
    run: Callable[[], None]


_jobs: dict[str, Job] = {}
_at_each_tick: list[Callable[[], None]] = []
# Which of them this process has seen fail: only these need a row deleted when they work again.
_failing: set[str] = set()


def at_each_tick(function: Callable[[], None]) -> Callable[[], None]:
    """Registers work that every worker does at each tick, several at once: it keeps leases of its own."""
    if function not in _at_each_tick:
        _at_each_tick.append(function)
    return function


def periodic(name: str, every: timedelta, lease: timedelta = timedelta(minutes=5)) -> Callable:
    """Registers the decorated function as a job. `lease` must exceed its longest run."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        _jobs[name] = Job(name, every, lease, function)
        return function

    return register


class PeriodicJob(models.Model):
    """When a job is due, and which worker holds it until when."""

    name = models.CharField(max_length=64, primary_key=True)
    due = models.DateTimeField(default=timezone.now)
    owner = models.CharField(max_length=64, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    last_run = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "работа по часам"
        verbose_name_plural = "работы по часам"

    def __str__(self):
        return self.name


def run_due_jobs(owner: str) -> int:
    """Runs each job that is due and free; returns how many ran. One that fails is reported and does not stop the rest."""
    return sum(_run(_jobs[name], owner) for name in _due() if _claim(_jobs[name], owner))


def tick() -> None:
    """What every worker does each time round."""
    for function in _at_each_tick:
        _guarded(f"tick:{function.__name__}", function.__name__, function)


def _due() -> list[str]:
    known = dict(PeriodicJob.objects.filter(name__in=_jobs).values_list("name", "due"))
    new = [PeriodicJob(name=name) for name in _jobs if name not in known]
    PeriodicJob.objects.bulk_create(new, ignore_conflicts=True)
    now = timezone.now()
    return [name for name in _jobs if known.get(name, now) <= now]


def _claim(job: Job, owner: str) -> bool:
    """Whether this worker got the job: the row changes for one of them only."""
    now = timezone.now()
    free = Q(held_until=None) | Q(held_until__lt=now)
    due = PeriodicJob.objects.filter(free, name=job.name, due__lte=now)
    return bool(due.update(owner=owner, held_until=now + job.lease))


def _run(job: Job, owner: str) -> bool:
    _guarded(f"job:{job.name}", job.name, job.run)
    now = timezone.now()
    held = PeriodicJob.objects.filter(name=job.name, owner=owner)
    held.update(owner="", held_until=None, last_run=now, due=now + job.every)
    return True


def _guarded(key: str, name: str, function: Callable[[], None]) -> None:
    try:
        function()
    except Exception as error:  # the boundary: whatever a job raises, the clock goes on and a person is told
        log.exception("%s failed", key)
        problems.report(key, f"Не выполнена работа по часам: {name}", repr(error))
        _failing.add(key)
    else:
        if key in _failing:
            problems.mended(key)
            _failing.discard(key)


@periodic("publish-scheduled", every=timedelta(seconds=5))
def publish_scheduled() -> None:
    """Publishes and expires what is due, each in its own transaction: one broken revision does not hold up the rest."""
    from portal.scheduled import due_units

    for key, title, unit in due_units():
        try:
            with transaction.atomic():
                unit()
        except Exception as error:  # the boundary of one page: reported, tried again at the next tick
            log.exception("scheduled publishing of %s failed", key)
            problems.report(key, f"Не опубликовано по расписанию: {title}", repr(error))
        else:
            problems.mended(key)
