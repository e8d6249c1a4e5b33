"""A PDF of an issue on its way: who asked for it, how far it is, what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.uploads.names import random_name


def stored_name(instance: PrintRun, filename: str) -> str:
    """A random name in a folder that no address serves."""
    return random_name("prints", filename)


class PrintRun(models.Model):
    """One making of the PDF. Whoever makes it signs as `owner`; `touched_at` is the last word of its progress.

    A proof is made of the last drafts and kept here for the editors; what is made of the published issue becomes its `IssuePdf`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        MAKING = "making", "собирается"
        READY = "ready", "готов"
        FAILED = "failed", "не собрался"
        CANCELLED = "cancelled", "отменён"

    ACTIVE = (State.WAITING, State.MAKING)

    issue = models.ForeignKey(
        "magazine.IssuePage", verbose_name="номер", on_delete=models.CASCADE, related_name="print_runs"
    )
    is_proof = models.BooleanField("пробный, из черновиков", default=False)
    replaces = models.BooleanField("вместо загруженного", default=False)
    state = models.CharField("состояние", max_length=12, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("сделано, %", default=0)
    stage = models.CharField("что делается", max_length=80, blank=True)
    reason = models.CharField("почему не собрался", max_length=300, blank=True)
    owner = models.CharField(max_length=64, blank=True)
    touched_at = models.DateTimeField(default=timezone.now)
    file = models.FileField("пробный файл", upload_to=stored_name, max_length=120, blank=True)
    pages = models.PositiveSmallIntegerField("страниц", default=0)
    size = models.PositiveIntegerField("байт", default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("когда", default=timezone.now)
    finished_at = models.DateTimeField("закончен", null=True)

    class Meta:
        verbose_name = "сборка PDF"
        verbose_name_plural = "сборки PDF"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=("issue",), condition=Q(state__in=("waiting", "making")), name="one_print_run_at_a_time"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="print_progress_is_a_share"),
        ]

    def __str__(self):
        return f"{self.issue}: {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE

    def forget_file(self) -> None:
        """A proof is not kept longer than it is needed."""
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="")
