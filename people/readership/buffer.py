"""Reads wait in the memory of the process and are written together: no reading of a page writes a row by itself.

A process that is killed loses those of its last seconds; they are statistics.
"""

from __future__ import annotations

import atexit
import logging
import threading
from datetime import date

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from wagtail.models import Page

from people.models import Employee, ReadMark, Subdivision
from people.readership import keys
from portal.stories import Story

log = logging.getLogger(__name__)
MOST = 500
SECONDS = 10
_lock = threading.Lock()
_waiting: dict[tuple[int, int, date], bool] = {}
_timer: threading.Timer | None = None


def note(page: int, user: int, *, finished: bool) -> None:
    """A story was opened, or read to its end. Written within ten seconds, or when five hundred wait."""
    key = (page, user, timezone.localdate())
    with _lock:
        _waiting[key] = _waiting.get(key, False) or finished
        full = len(_waiting) >= MOST
        _start_timer()
    if full:
        flush()


def flush() -> int:
    """Writes what waits; how many reads that were."""
    global _timer
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
        if _timer:
            _timer.cancel()
        _timer = None
    if taken:
        _write(taken)
    return len(taken)


def _start_timer() -> None:
    global _timer
    if _timer is None:
        _timer = threading.Timer(SECONDS, _flush_in_time)
        _timer.daemon = True
        _timer.start()


def _flush_in_time() -> None:
    close_old_connections()
    try:
        flush()
    except DatabaseError:
        log.exception("reads of the last seconds are lost")
    finally:
        close_old_connections()


def _write(taken: dict[tuple[int, int, date], bool]) -> None:
    pages = Page.objects.live().type(Story).filter(pk__in={page for page, _, _ in taken})
    known = set(pages.values_list("pk", flat=True))
    places = _places({user for _, user, _ in taken})
    marks = []
    for (page, user, day), finished in taken.items():
        if page in known:
            town, unit = places.get(user, ("", ""))
            mark = keys.reader(page, user, day)
            marks.append(ReadMark(page_id=page, day=day, reader=mark, town=town, unit=unit, finished=finished))
    with transaction.atomic():
        ReadMark.objects.bulk_create(marks, ignore_conflicts=True)
        ended = [mark.reader for mark in marks if mark.finished]
        ReadMark.objects.filter(reader__in=ended, finished=False).update(finished=True)


def _places(users: set[int]) -> dict[int, tuple[str, str]]:
    """Town and subdivision of the highest level, by user; of somebody with several posts the first one counts."""
    current = Employee.objects.filter(user__in=users, posts__until=None, posts__isnull=False)
    rows = current.order_by("-posts__pk").values_list("user_id", "posts__place__town", "posts__subdivision__path")
    top = dict(Subdivision.objects.filter(depth=1).values_list("path", "name"))
    return {user: (town or "", top.get((path or "")[: Subdivision.steplen], "")) for user, town, path in rows}


atexit.register(flush)
