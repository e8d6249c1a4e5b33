"""The holidays films are made for."""

from __future__ import annotations

import calendar
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.coreutils import string_to_ascii

from films.dates import LAST, EachYear, NthWeekday, Once, Rule, next_date

LEAP_YEAR = 2024


class Holiday(models.Model):
    """«8 Марта», «День работника ЖКХ»: its name and the rule of its date."""

    class Kind(models.TextChoices):
        EACH_YEAR = "date", "один и тот же день каждый год"
        WEEKDAY = "weekday", "день недели в месяце, например третье воскресенье марта"
        OWN = "own", "своя дата: назначаем сами"

    class Nth(models.IntegerChoices):
        FIRST = 1, "первый"
        SECOND = 2, "второй"
        THIRD = 3, "третий"
        FOURTH = 4, "четвёртый"
        LAST = LAST, "последний"

    name = models.CharField("название", max_length=80, unique=True)
    slug = models.SlugField("якорь", max_length=60, unique=True, editable=False)
    kind = models.CharField("когда бывает", max_length=8, choices=Kind.choices, default=Kind.EACH_YEAR)
    month = models.PositiveSmallIntegerField("месяц", choices=list(MONTHS.items()), null=True, blank=True)
    day = models.PositiveSmallIntegerField("число", null=True, blank=True)
    nth = models.PositiveSmallIntegerField("который по счёту", choices=Nth.choices, null=True, blank=True)
    weekday = models.PositiveSmallIntegerField("день недели", choices=list(WEEKDAYS.items()), null=True, blank=True)
    on = models.DateField("дата", null=True, blank=True, help_text="Когда пройдёт, назначьте следующую.")

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("day"), FieldPanel("month")])], heading="День в году"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("nth"), FieldPanel("weekday")])], heading="День недели (месяц укажите выше)"
        ),
        MultiFieldPanel([FieldPanel("on")], heading="Своя дата"),
    ]

    class Meta:
        verbose_name = "праздник"
        verbose_name_plural = "праздники"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="date", month__range=(1, 12), day__range=(1, 31))
                | Q(kind="weekday", month__range=(1, 12), nth__range=(1, LAST), weekday__range=(0, 6))
                | Q(kind="own"),
                name="holiday_has_its_rule",
                violation_error_message="Заполните поля того правила, которое выбрано.",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(string_to_ascii(self.name))[:60] or "holiday"
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        needed = {self.Kind.EACH_YEAR: ("month", "day"), self.Kind.WEEKDAY: ("month", "nth", "weekday")}
        missing = [name for name in needed.get(self.kind, ()) if getattr(self, name) is None]
        if missing:
            raise ValidationError(dict.fromkeys(missing, "Нужно для этого правила."))
        if self.kind == self.Kind.EACH_YEAR and not 1 <= self.day <= calendar.monthrange(LEAP_YEAR, self.month)[1]:
            raise ValidationError({"day": "В этом месяце нет такого числа."})

    @property
    def rule(self) -> Rule | None:
        if self.kind == self.Kind.EACH_YEAR:
            return EachYear(self.month, self.day)
        if self.kind == self.Kind.WEEKDAY:
            return NthWeekday(self.month, self.weekday, self.nth)
        return Once(self.on) if self.on else None

    def next_on(self, today: date | None = None) -> date | None:
        """The day it comes next, today included."""
        return next_date(self.rule, today or timezone.localdate()) if self.rule else None
