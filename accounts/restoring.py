"""Lost access without e-mail: somebody asks to be called. HR calls the number on record and reads out a one-use code.

Whoever asks is told nothing of whom, and no number is taken from the request: a stranger can only make HR call the right person.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

KEPT_FOR = timedelta(days=7)


class RestoreRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(closed_at=None)

    def close(self, by) -> int:
        return self.waiting().update(closed_at=timezone.now(), closed_by=by)


class RestoreRequest(models.Model):
    """Somebody wants to be called about this person's access. Of one person at most one waits."""

    login = models.CharField("табельный номер", max_length=64)
    asked_at = models.DateTimeField("когда", default=timezone.now, db_index=True)
    closed_at = models.DateTimeField("закрыта", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто закрыл", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RestoreRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "просьба вернуть доступ"
        verbose_name_plural = "просьбы вернуть доступ"
        constraints = [
            models.UniqueConstraint(
                Lower("login"),
                condition=Q(closed_at=None),
                name="one_waiting_restore_request",
                violation_error_message="Просьба об этом номере уже ждёт.",
            )
        ]

    def __str__(self):
        return f"{self.login}, {timezone.localtime(self.asked_at):%d.%m.%Y}"


def forget_old() -> None:
    """Whoever was not reached in a week asks again."""
    RestoreRequest.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
