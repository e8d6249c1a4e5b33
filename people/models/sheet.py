"""Sheets of invitations that HR has printed. The codes are on the paper alone; here is who made it, for whom, and how many came."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.models.organisation import Subdivision


class InvitationSheet(models.Model):
    """An order for a sheet. Its file, with the codes in clear, lives for an hour and is given to its maker alone."""

    class State(models.TextChoices):
        WAITING = "waiting", "готовится"
        READY = "ready", "готов"
        GONE = "gone", "файл удалён"

    batch = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subdivision = models.ForeignKey(
        Subdivision, verbose_name="подразделение", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    numbers = models.JSONField("табельные номера", default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто выдал", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField("когда", default=timezone.now, db_index=True)
    state = models.CharField("состояние", max_length=8, choices=State.choices, default=State.WAITING)
    ready_at = models.DateTimeField("готов", null=True, blank=True, db_index=True)
    # "pdf", or "html" where the PDF library cannot be loaded.
    kind = models.CharField(max_length=4, blank=True)

    class Meta:
        verbose_name = "листок с приглашениями"
        verbose_name_plural = "листки с приглашениями"
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return str(self.subdivision or "Отдельные сотрудники")
