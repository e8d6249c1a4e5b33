"""What people agree to, purpose by purpose (152-ФЗ), and to which words."""

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from modelcluster.fields import ParentalKey

from portal.uploads.names import random_name
from portal.uploads.scans import clean_scan


class Purpose(models.TextChoices):
    """What a person agrees to, each by itself (152-ФЗ)."""

    PHOTO = "photo", "Портрет в справочнике"
    BIRTHDAY = "birthday", "День рождения без года"
    QUIZ = "quiz", "Игра «Знаете ли вы коллег в лицо?»"
    MAGAZINE = "magazine", "Снимки и имя в журнале"
    FILM = "film", "Съёмка в фильмах"
    TELEGRAM = "telegram", "Снимки и имя в канале Telegram"


class ConsentText(models.Model):
    """The document people agree to: one for each purpose, a new number for each wording. Rows are never edited."""

    purpose = models.CharField("на что", max_length=16, choices=Purpose.choices)
    number = models.PositiveIntegerField("редакция", editable=False)
    text = models.TextField("текст", max_length=5000, help_text="Абзацы разделяйте пустой строкой.")
    since = models.DateTimeField("действует с", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "текст согласия"
        verbose_name_plural = "тексты согласий"
        ordering = ["purpose", "-number"]
        constraints = [models.UniqueConstraint(fields=("purpose", "number"), name="one_text_per_number")]

    def __str__(self):
        return f"{self.get_purpose_display()}, редакция {self.number}"

    def save(self, *args, **kwargs):
        self.number = self.number or self._next_number()
        super().save(*args, **kwargs)

    def _next_number(self) -> int:
        last = ConsentText.objects.filter(purpose=self.purpose).aggregate(models.Max("number"))["number__max"]
        return (last or 0) + 1

    @classmethod
    def present(cls) -> dict[str, "ConsentText"]:
        """The wording in force of each purpose."""
        return {text.purpose: text for text in cls.objects.order_by("number")}


class ScanFile(FieldFile):
    """Only what `clean_scan` lets through is stored."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        clean = clean_scan(name, content)
        super().save(clean.name, clean, save)


class ScanField(models.FileField):
    """A scanned paper under a random name, in a folder that no address serves by itself."""

    attr_class = ScanFile

    def generate_filename(self, instance, filename: str) -> str:
        return random_name("consents", filename)


class WithdrawnForeverError(Exception):
    """A withdrawn consent is history: a new one is a new row."""


class ConsentQuerySet(models.QuerySet):
    def given(self):
        """Consents that stand now."""
        return self.filter(withdrawn_at=None)

    def withdrawn(self):
        return self.exclude(withdrawn_at=None)


class Consent(models.Model):
    """A consent of a person to one purpose: when, from what source, and when withdrawn."""

    class Source(models.TextChoices):
        PORTAL = "portal", "на портале"
        PAPER = "paper", "на бумаге"
        DEMO = "demo", "демонстрация"

    employee = ParentalKey(
        "people.Employee", verbose_name="сотрудник", on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField("на что", max_length=16, choices=Purpose.choices)
    text = models.ForeignKey(
        ConsentText, verbose_name="редакция", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField("дано", default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто отметил",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source = models.CharField("как дано", max_length=16, choices=Source.choices)
    signed_on = models.DateField("подписано", null=True, blank=True)
    # Null, not only empty: the version before this column may still be writing rows.
    scan = ScanField("скан", null=True, blank=True)
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто отозвал",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "purpose"), condition=Q(withdrawn_at=None), name="one_standing_consent"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
                violation_error_message="Отозвать можно только после того, как согласие дано.",
            ),
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_purpose_display()}"

    def save(self, *args, **kwargs):
        if self.pk and Consent.objects.withdrawn().filter(pk=self.pk).exists():
            raise WithdrawnForeverError
        super().save(*args, **kwargs)

    @property
    def state(self) -> str:
        return "действует" if self.withdrawn_at is None else "отозвано"
