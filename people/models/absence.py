"""When somebody is not at work, and who stands in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class AbsenceQuerySet(models.QuerySet):
    def today(self):
        """Those that last at this day."""
        day = timezone.localdate()
        return self.filter(since__lte=day, until__gte=day)

    def to_come(self):
        """Those that last or will begin, in their order."""
        return self.filter(until__gte=timezone.localdate()).order_by("since")


class Absence(models.Model):
    """Days on which somebody is away, both included. Only neutral words: that a person is ill is told to nobody."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "в отпуске"
        TRIP = "trip", "в командировке"
        AWAY = "away", "отсутствует"

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField("как сказать", max_length=16, choices=Kind.choices, default=Kind.AWAY)
    since = models.DateField("первый день")
    until = models.DateField("последний день")
    stand_in = models.ForeignKey(
        "people.Employee",
        verbose_name="кто замещает",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stands_in",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "отсутствие"
        verbose_name_plural = "отсутствия"
        ordering = ["since"]
        indexes = [models.Index(fields=["employee", "until"], name="absence_of_employee")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="absence_ends_after_it_begins",
                violation_error_message="Последний день раньше первого.",
            ),
            models.CheckConstraint(
                condition=Q(stand_in=None) | ~Q(stand_in=F("employee")),
                name="nobody_stands_in_for_oneself",
                violation_error_message="Замещать себя нельзя: выберите коллегу.",
            ),
            models.UniqueConstraint(
                fields=("employee", "since"),
                name="one_absence_a_day",
                violation_error_message="С этого дня уже записано.",
            ),
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_kind_display()} {self.since:%d.%m.%Y}–{self.until:%d.%m.%Y}"

    def clean(self):
        super().clean()
        if self.since is None or self.until is None:
            return
        others = Absence.objects.filter(employee=self.employee_id).exclude(pk=self.pk)
        if others.filter(since__lte=self.until, until__gte=self.since).exists():
            raise ValidationError({"since": "Эти дни пересекаются с уже записанными."})
