"""The marks of days that are over become counts; marks and the secret of the day go."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from people.models import ReadCount, ReadMark
from people.readership import keys
from portal.clock import periodic

# Reads of the last minute of a day may be written a little after midnight.
GRACE = timedelta(minutes=5)
BATCH = 2_000


@periodic("fold-reads", every=timedelta(minutes=30))
def fold_past_days() -> None:
    """Every day before this one, each in a transaction of its own. May be repeated."""
    today = timezone.localdate(timezone.now() - GRACE)
    for day in ReadMark.objects.filter(day__lt=today).order_by("day").values_list("day", flat=True).distinct():
        fold(day)
    keys.forget_before(today)


def fold(day: date) -> None:
    """Counts of the day, added to what was counted of it before."""
    with transaction.atomic():
        marks = ReadMark.objects.filter(day=day)
        counts = count(marks.values_list("page_id", "town", "unit", "finished").iterator(chunk_size=BATCH))
        for (page, of, name), (readers, finished) in counts.items():
            row, is_new = ReadCount.objects.get_or_create(
                page_id=page, day=day, of=of, name=name, defaults={"readers": readers, "finished": finished}
            )
            if not is_new:
                row.readers, row.finished = row.readers + readers, row.finished + finished
                row.save(update_fields=["readers", "finished"])
        marks.delete()
    keys.forget(day)


def count(marks) -> dict[tuple[int, str, str], tuple[int, int]]:
    """(page, of what, name) → readers and those of them who read to the end. Pure."""
    readers, finished = Counter(), Counter()
    for page, town, unit, ended in marks:
        for key in ((page, ReadCount.Of.ALL, ""), (page, ReadCount.Of.TOWN, town), (page, ReadCount.Of.UNIT, unit)):
            readers[key] += 1
            finished[key] += bool(ended)
    return {key: (number, finished[key]) for key, number in readers.items()}
