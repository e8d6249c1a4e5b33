"""What the heavy worker does for paper, and what makes it necessary."""

from __future__ import annotations

import logging
from datetime import timedelta

from django_tasks import task

from magazine.models import IssuePage, IssuePdf
from magazine.printing import press, runs
from magazine.printing.plates import UnreadablePictureError
from people.consents.affected import pages_of
from people.models import Employee, Purpose
from portal import problems, worker
from portal.clock import periodic

log = logging.getLogger(__name__)
KEY = "magazine.printing"
TITLE = "PDF номера не собирается"


@task(backend="heavy", queue_name="heavy", priority=worker.WAITED_FOR)
def make(pk: int) -> None:
    """Makes the PDF of a run. Begun again after a worker was killed, it starts anew; the folder of the dead one is emptied."""
    run = runs.claim(pk)
    if run is None:
        return
    try:
        runs.make_pdf(run)
    except runs.StoppedError:
        return
    except UnreadablePictureError as error:
        runs.fail(run, str(error))
    except press.PressError as error:
        log.warning("print run %s: %s", pk, error.detail or error)
        runs.fail(run, str(error))
        if error.detail:
            problems.report(KEY, TITLE, error.detail)
    except Exception as error:
        runs.fail(run, "Ошибка портала при сборке. Скажите администратору.")
        problems.report(KEY, TITLE, repr(error))
        raise
    else:
        problems.mended(KEY)


@periodic("settle-prints", every=timedelta(minutes=1))
def settle() -> None:
    runs.settle()


def issue_released(issue: IssuePage, **kwargs) -> None:
    """Receiver: an issue that has just come out gets its PDF by itself."""
    _ask_unless_uploaded(issue)


def consent_changed(employee: Employee, purpose: str, **kwargs) -> None:
    """Receiver: a face that may not be printed any more leaves the file that readers open."""
    if purpose in (Purpose.MAGAZINE, Purpose.PHOTO):
        for issue in runs.made_of(pages_of(employee)):
            _ask_unless_uploaded(issue)


def _ask_unless_uploaded(issue: IssuePage) -> None:
    if IssuePdf.objects.filter(issue=issue, source=IssuePdf.Source.UPLOADED).exists():
        return
    try:
        runs.ask(issue)
    except runs.BusyError:
        log.info("issue %s is being printed already", issue.pk)
