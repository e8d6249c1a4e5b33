"""When stages were said to begin: each announcement is a row, the newest of a stage is in force."""

from django.conf import settings
from django.db import models

from contests.stages import LABELS


class StageMoment(models.Model):
    """A stage of a contest was announced for this moment; None: the contest does without it."""

    contest = models.ForeignKey("contests.ContestPage", on_delete=models.CASCADE, related_name="announced_moments")
    stage = models.CharField("этап", max_length=8, choices=[(stage.value, label) for stage, label in LABELS.items()])
    begins = models.DateTimeField("начало", null=True, blank=True)
    reason = models.CharField("почему", max_length=300, blank=True)
    said_at = models.DateTimeField("когда объявлено", auto_now_add=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # When the clock did what belongs to this moment.
    arrived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "срок этапа"
        verbose_name_plural = "сроки этапов"
        ordering = ["pk"]
        indexes = [models.Index(fields=["contest", "stage", "-id"], name="stage_moment_newest")]

    def __str__(self):
        return f"{self.get_stage_display()}: {self.begins:%d.%m.%Y %H:%M}" if self.begins else self.get_stage_display()
