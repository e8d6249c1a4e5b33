"""One word when a channel breaks: in the CMS until it is mended, and by letter to the press and the administrators."""

from __future__ import annotations

from django.core.mail import send_mail
from django.db import transaction
from django_tasks import task

from accounts.models import User
from accounts.roles import Role
from portal import problems
from syndication.models import Channel
from syndication.port import ChannelError

LETTER = """{reason}

Очередь постов цела. Когда исправите, откройте CMS → «Канал» и нажмите «Исправлено, продолжить отправку».
"""


def key_of(channel: Channel) -> str:
    """The name of the channel's trouble: one whatever its kind and however many posts meet it."""
    return f"channel:{channel.pk}"


def channel_silent(channel: Channel, error: ChannelError) -> None:
    """The service has not answered for long: nothing is stopped and nobody must do anything but look at the network."""
    problems.report(key_of(channel), f"Канал «{channel}» не отвечает, посты ждут: {error.reason}", error.detail)


def channel_stopped(channel: Channel, error: ChannelError) -> None:
    """Call it once for each stop, in the transaction that stops the channel."""
    title = f"Канал «{channel}» остановлен: {error.reason}"
    problems.report(key_of(channel), title, error.detail)
    transaction.on_commit(lambda: write_to_those_who_can_mend_it.enqueue(str(channel), error.reason))


@task(backend="jobs", queue_name="jobs")
def write_to_those_who_can_mend_it(channel: str, reason: str) -> None:
    people = User.objects.filter(is_active=True, groups__in=[Role.PRESS.group(), Role.ADMIN.group()]).exclude(
        email=None
    )
    addresses = list(people.values_list("email", flat=True).distinct())
    if addresses:
        send_mail(f"Канал «{channel}» остановлен", LETTER.format(reason=reason), None, addresses)
