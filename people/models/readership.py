"""Reads of stories: marks of today without names, and the counts of the days before."""

from django.db import models
from django.db.models import F, Q


class ReadMark(models.Model):
    """Somebody read a story on a day. `reader` is a key that cannot be turned back: its secret is deleted with the marks."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    reader = models.CharField(max_length=32)
    town = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    finished = models.BooleanField(default=False)

    class Meta:
        verbose_name = "отметка о чтении"
        verbose_name_plural = "отметки о чтении"
        constraints = [models.UniqueConstraint(fields=("page", "day", "reader"), name="one_read_a_day")]

    def __str__(self):
        return f"{self.page_id}, {self.day}"


class ReadCount(models.Model):
    """How many people read a story on a day, and how many of them to its end: in all, in a town, in a subdivision."""

    class Of(models.TextChoices):
        ALL = "all", "все"
        TOWN = "town", "город"
        UNIT = "unit", "подразделение"

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    day = models.DateField("день")
    of = models.CharField("чего", max_length=4, choices=Of.choices)
    name = models.CharField("название", max_length=200, blank=True)
    readers = models.PositiveIntegerField("читателей")
    finished = models.PositiveIntegerField("дочитали")

    class Meta:
        verbose_name = "сколько читали"
        verbose_name_plural = "сколько читали"
        constraints = [
            models.UniqueConstraint(fields=("page", "day", "of", "name"), name="one_count_a_day"),
            models.CheckConstraint(condition=Q(finished__lte=F("readers")), name="finished_are_readers"),
        ]

    def __str__(self):
        return f"{self.page_id}, {self.day}, {self.name}: {self.readers}"
