"""What «Проверить» found of a channel when it was asked last."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from syndication.models.channel import Channel

# The service is given up much earlier; a check that is silent for so long was lost with its worker.
OVERDUE = timedelta(minutes=5)


class ChannelCheck(models.Model):
    """One a channel: asked by a person, answered by a worker, so that nobody's request waits for the service."""

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="check_asked")
    asked_at = models.DateTimeField("спросили", default=timezone.now)
    answered_at = models.DateTimeField("ответ получен", null=True, blank=True)
    # CheckResult, as dictionaries.
    results = models.JSONField("что нашли", default=list)

    class Meta:
        verbose_name = "проверка канала"
        verbose_name_plural = "проверки каналов"

    def __str__(self):
        return f"Проверка канала «{self.channel}»"

    @property
    def is_under_way(self) -> bool:
        return self.answered_at is None and not self.is_overdue

    @property
    def is_overdue(self) -> bool:
        return self.answered_at is None and self.asked_at < timezone.now() - OVERDUE
