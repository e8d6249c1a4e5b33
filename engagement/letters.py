"""Letters that repeat a notice, written by the worker: few at a time, so that the clock never waits for the mail server."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django_tasks import task

from engagement.models import Notice
from portal import problems
from portal.clock import periodic

AT_ONCE = 20
TROUBLE = "letters-of-notices"


@task(backend="jobs", queue_name="jobs")
def send_due() -> None:
    """Sends the next letters and asks for another task while there are more; may be repeated."""
    if send_some():
        send_due.enqueue()


@periodic("letters-of-notices", every=timedelta(minutes=10))
def send_what_was_left() -> None:
    """Letters that the mail server has not taken are offered again."""
    if Notice.objects.filter(letter_due=True).exists():
        send_due.enqueue()


def send_some() -> bool:
    """Whether more wait and the server takes letters."""
    due = Notice.objects.filter(letter_due=True).select_related("employee__user", "employee__letter_refusal")
    waiting = list(due.order_by("pk")[: AT_ONCE + 1])
    if not waiting:
        return False
    try:
        with get_connection() as connection:
            for notice in waiting[:AT_ONCE]:
                _send(notice, connection)
    except (SMTPException, OSError) as error:
        problems.report(TROUBLE, "Письма с уведомлениями не уходят: проверьте почтовый сервер", repr(error))
        return False
    problems.mended(TROUBLE)
    return len(waiting) > AT_ONCE


def forget_unsent(**kwargs) -> None:
    """A restored portal does not write again what may have been sent since the copy was made."""
    Notice.objects.filter(letter_due=True).update(letter_due=False)


def _send(notice: Notice, connection: BaseEmailBackend) -> None:
    """One letter at most, whatever dies when: the notice itself is under the bell anyway."""
    claimed = Notice.objects.filter(pk=notice.pk, letter_due=True).update(letter_due=False)
    if not claimed or not _wanted(notice):
        return
    try:
        _letter(notice, connection).send()
    except SMTPRecipientsRefused:
        return  # no such address any more: HR hears of it from the person, the rest get theirs
    except (SMTPException, OSError):
        Notice.objects.filter(pk=notice.pk).update(letter_due=True)
        raise


def _wanted(notice: Notice) -> bool:
    user = notice.employee.user
    refused = hasattr(notice.employee, "letter_refusal")
    return bool(user and user.is_active and user.email and not refused and not notice.is_read)


def _letter(notice: Notice, connection: BaseEmailBackend) -> EmailMessage:
    context = {"notice": notice, "base_url": settings.ENV.base_url}
    text = render_to_string("engagement/letter.txt", context)
    return EmailMessage("Уведомление «Тепла»", text, None, [notice.employee.user.email], connection=connection)
