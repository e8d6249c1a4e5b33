"""A change of a work by its people: the row is locked, its version grows, what was sent waits for HR anew."""

from __future__ import annotations

from datetime import datetime

from contests.models import Work
from people.models import Employee
from portal import pagecache

State = Work.State
SENT = (State.SUBMITTED, State.ACCEPTED)


def locked(pk: int) -> Work:
    """The work as it stands now; whoever else wants to change it waits."""
    return Work.objects.select_for_update(of=("self",)).select_related("contest", "author", "filed_by").get(pk=pk)


def lock_person(pk: int) -> None:
    """Two requests of one person go one after the other: the second counts what the first has done."""
    Employee.objects.select_for_update().only("pk").get(pk=pk)


def changed(work: Work, at: datetime) -> None:
    """Saves a change by the work's people."""
    if work.state == State.ACCEPTED:
        pagecache.bump("pages")
    if work.state in SENT:
        work.state, work.submitted_at, work.judged_by = State.SUBMITTED, at, None
    work.version += 1
    work.save()
