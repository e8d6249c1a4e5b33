"""The picture of a work: seen by whoever may see the work, at each request anew, and never by a stranger."""

from __future__ import annotations

from contests.models import Work
from contests.seeing import may_see_work


def picture_may_be_seen(picture, user) -> bool | None:
    """None for pictures that are no work's."""
    work = _work_of(picture)
    return None if work is None else may_see_work(user, work)


def is_of_work(picture) -> bool:
    """A work may be withdrawn: browsers ask each time."""
    return _work_of(picture) is not None


def _work_of(picture) -> Work | None:
    """Remembered on the picture: it is asked twice while a file is served."""
    if not hasattr(picture, "_work"):
        picture._work = Work.objects.filter(pictures__picture=picture.pk).first()
    return picture._work
