"""What people agree to, purpose by purpose (152-ФЗ)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelcluster.fields import ParentalKey

from portal.uploads.fields import ScanField


class Purpose(models.TextChoices):
    """What a person agrees to, each by itself (152-ФЗ)."""

    PHOTO = "photo", "Портрет в справочнике"
    BIRTHDAY = "birthday", "День рождения без года"
    QUIZ = "quiz", "Игра «Знаете ли вы коллег в лицо?»"
    MAGAZINE = "magazine", "Снимки и имя в журнале"
    FILM = "film", "Съёмка в фильмах"
    TELEGRAM = "telegram", "Снимки и имя в канале Telegram"


class ConsentText(models.Model):
    """The words of a consent: a document of its own for each purpose, with a number; never edited, only followed."""

    purpose = models.CharField("на что", max_length=16, choices=Purpose.choices)
    number = models.PositiveSmallIntegerField("редакция", default=1)
    text = models.TextField("текст", max_length=5000)
    since = models.DateField("действует с", default=timezone.localdate)

    class Meta:
        verbose_name = "текст согласия"
        verbose_name_plural = "тексты согласий"
        ordering = ["purpose", "-number"]
        constraints = [models.UniqueConstraint(fields=("purpose", "number"), name="one_text_a_number")]

    def __str__(self):
        return f"{self.get_purpose_display()}, редакция {self.number}"


class ConsentQuerySet(models.QuerySet):
    def given(self):
        """Consents that stand now."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """A consent of a person to one purpose: to which text, when, from what source, and when withdrawn. Rows are history."""

    class Source(models.TextChoices):
        PORTAL = "portal", "на портале"
        PAPER = "paper", "на бумаге"
        DEMO = "demo", "демонстрация"

    employee = ParentalKey("people.Employee", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField("на что", max_length=16, choices=Purpose.choices)
    text = models.ForeignKey(
        ConsentText, verbose_name="текст", null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    given_at = models.DateTimeField("дано", default=timezone.now)
    source = models.CharField("как дано", max_length=16, choices=Source.choices)
    signed_on = models.DateField("подписано", null=True, blank=True)
    scan = ScanField("скан", blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="кто внёс",
    )
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        indexes = [models.Index(fields=["given_at"], name="consent_given_at")]
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "purpose"), condition=Q(withdrawn_at=None), name="one_standing_consent"
            )
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_purpose_display()}"
