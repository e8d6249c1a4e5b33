"""What came of a campaign: amounts by subdivision, and that people were thanked."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Contribution(models.Model):
    """So much was brought by a subdivision (with all below it)."""

    campaign = models.ForeignKey("contests.CampaignPage", on_delete=models.CASCADE, related_name="contributions")
    subdivision = models.ForeignKey(
        "people.Subdivision", verbose_name="подразделение", on_delete=models.PROTECT, related_name="+"
    )
    amount = models.DecimalField(
        "сколько", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"), "Больше нуля.")]
    )
    note = models.CharField("примечание", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто внёс",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("когда", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "результат акции"
        verbose_name_plural = "результаты акции"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="contribution_is_positive")]

    def __str__(self):
        return f"{self.subdivision}: {self.amount}"


class CampaignThanks(models.Model):
    """All who took part were thanked; once."""

    campaign = models.OneToOneField("contests.CampaignPage", on_delete=models.CASCADE, related_name="thanks")
    text = models.CharField("слова", max_length=240)
    people = models.PositiveIntegerField("скольким сказано", default=0)
    at = models.DateTimeField("когда", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "спасибо за акцию"
        verbose_name_plural = "спасибо за акции"
        default_permissions = ()

    def __str__(self):
        return f"{self.campaign}: {self.text}"
