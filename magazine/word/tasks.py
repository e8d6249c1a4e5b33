"""Carrying a Word file over in the background: twenty photographs take longer than a request should."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from magazine.models import WordImport
from magazine.word import making
from portal import problems
from portal.clock import periodic

KEPT = timedelta(days=2)
BROKEN = "Статья из Word не перенеслась: загрузите документ ещё раз"


@task(backend="jobs", queue_name="jobs")
def carry_over(pk: int) -> None:
    """Stores the pictures and makes the draft. Begun again after a worker was killed, it goes on where that one was."""
    kept = (
        WordImport.objects.select_related("issue", "created_by").filter(pk=pk, state=WordImport.State.WORKING).first()
    )
    if kept is None:
        return
    try:
        for block in kept.blocks:
            if block["type"] == "picture":
                making.store_picture(kept, block)
        making.make_article(kept)
    except Exception as error:
        WordImport.objects.filter(pk=pk).update(state=WordImport.State.FAILED)
        problems.report("magazine.word", BROKEN, repr(error))
        raise
    problems.mended("magazine.word")
    kept.forget_file()


@periodic("forget-word-files", every=timedelta(hours=6))
def forget_old() -> None:
    """What was read and not carried over goes after two days, with its file."""
    for kept in WordImport.objects.filter(created_at__lt=timezone.now() - KEPT):
        kept.forget_file()
        kept.delete()
