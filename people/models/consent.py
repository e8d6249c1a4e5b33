"""What people agree to, purpose by purpose (152-ФЗ)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelcluster.fields import ParentalKey


class Purpose(models.TextChoices):
    """What a person agrees to, each by itself (152-ФЗ)."""

    PHOTO = "photo", "Портрет в справочнике"
    BIRTHDAY = "birthday", "День рождения без года"
    QUIZ = "quiz", "Игра «Знаете ли вы коллег в лицо?»"
    MAGAZINE = "magazine", "Снимки и имя в журнале"
    FILM = "film", "Съёмка в фильмах"
    TELEGRAM = "telegram", "Снимки и имя в канале Telegram"


class ConsentQuerySet(models.QuerySet):
    def given(self):
        """Consents that stand now."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """A consent of a person to one purpose: when, from what source, and when withdrawn."""

    class Source(models.TextChoices):
        PORTAL = "portal", "на портале"
        PAPER = "paper", "на бумаге"
        DEMO = "demo", "демонстрация"

    employee = ParentalKey("people.Employee", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField("на что", max_length=16, choices=Purpose.choices)
    given_at = models.DateTimeField("дано", default=timezone.now)
    source = models.CharField("как дано", max_length=16, choices=Source.choices)
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "purpose"), condition=Q(withdrawn_at=None), name="one_standing_consent"
            )
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_purpose_display()}"
