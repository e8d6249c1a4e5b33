"""What is made in the background for HR to take away: diplomas, the protocol, the works as an archive."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.uploads.names import random_name


def stored_under(instance: PaperRun, filename: str) -> str:
    """A name nobody can guess, in a folder that no address serves by itself."""
    return random_name("contest-papers", filename)


class PaperRun(models.Model):
    """One making. Whoever makes it signs as `owner`; `touched_at` is the last word of its progress."""

    class Kind(models.TextChoices):
        DIPLOMAS = "diplomas", "дипломы"
        PROTOCOL = "protocol", "протокол"
        WORKS = "works", "работы"

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        MAKING = "making", "готовится"
        READY = "ready", "готово"
        FAILED = "failed", "не получилось"

    ACTIVE = (State.WAITING, State.MAKING)

    contest = models.ForeignKey("contests.ContestPage", on_delete=models.CASCADE, related_name="paper_runs")
    kind = models.CharField("что", max_length=8, choices=Kind.choices)
    state = models.CharField("состояние", max_length=8, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField("сделано, %", default=0)
    reason = models.CharField("почему не получилось", max_length=300, blank=True)
    owner = models.CharField(max_length=64, blank=True)
    touched_at = models.DateTimeField(default=timezone.now)
    file = models.FileField("файл", upload_to=stored_under, max_length=120, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField("когда", default=timezone.now)

    class Meta:
        verbose_name = "бумага конкурса"
        verbose_name_plural = "бумаги конкурсов"
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=("contest", "kind"), condition=Q(state__in=("waiting", "making")), name="one_paper_run_at_a_time"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="paper_progress_is_a_share"),
        ]

    def __str__(self):
        return f"{self.contest}: {self.get_kind_display()}, {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE
