"""Kind words between colleagues."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

RECENT = timedelta(days=7)


class CongratulationQuerySet(models.QuerySet):
    def recent(self):
        """Those of the last week, the newest first."""
        return self.filter(at__gte=timezone.now() - RECENT).order_by("-at")


class Congratulation(models.Model):
    """One colleague has congratulated another on one occasion; once, however often the button is pressed."""

    class Occasion(models.TextChoices):
        BIRTHDAY = "birthday", "день рождения"
        ANNIVERSARY = "anniversary", "годовщина работы"
        NEWCOMER = "newcomer", "начало работы"

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="congratulations")
    by = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="congratulated")
    occasion = models.CharField("с чем", max_length=16, choices=Occasion.choices)
    day = models.DateField("день события")
    at = models.DateTimeField(auto_now_add=True)

    objects = CongratulationQuerySet.as_manager()

    class Meta:
        verbose_name = "поздравление"
        verbose_name_plural = "поздравления"
        constraints = [
            models.UniqueConstraint(fields=("employee", "by", "occasion", "day"), name="one_congratulation"),
            models.CheckConstraint(condition=~models.Q(employee=models.F("by")), name="nobody_congratulates_oneself"),
        ]

    def __str__(self):
        return f"{self.by} → {self.employee}: {self.get_occasion_display()}"
