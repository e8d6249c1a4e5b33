"""Sheets of invitations, while they may be printed."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_batch() -> str:
    return secrets.token_hex(8)


class InvitationSheet(models.Model):
    """A sheet to be printed: whom it is for, and the file, which holds the codes and therefore lives an hour."""

    class State(models.TextChoices):
        WAITING = "waiting", "готовится"
        READY = "ready", "готов"
        FAILED = "failed", "не получился"
        GONE = "gone", "файл удалён"

    batch = models.CharField(max_length=32, unique=True, default=new_batch, editable=False)
    title = models.CharField("для кого", max_length=250)
    employees = models.JSONField(default=list)
    state = models.CharField("состояние", max_length=16, choices=State.choices, default=State.WAITING)
    file = models.CharField(max_length=200, blank=True, editable=False)
    made_at = models.DateTimeField("когда", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "листок приглашений"
        verbose_name_plural = "листки приглашений"
        ordering = ["-made_at"]

    def __str__(self):
        return self.title
