"""The acts of erased persons, and who took personal data out of the portal."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Erasure(models.Model):
    """The act: that somebody's data was erased, when, by whom and what; nothing by which the person could be known."""

    number_hash = models.CharField("табельный номер (хеш)", max_length=64, unique=True)
    employee_id = models.PositiveBigIntegerField("строка")
    at = models.DateTimeField("когда", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ground = models.CharField("основание", max_length=300)
    erased = models.JSONField("что удалено", default=list)

    class Meta:
        verbose_name = "акт об удалении данных"
        verbose_name_plural = "акты об удалении данных"
        ordering = ["-at"]

    def __str__(self):
        return f"Акт № {self.pk}"


class PersonalDataAccess(models.Model):
    """Somebody took data of people out of the portal: what and of how many, never the data itself."""

    at = models.DateTimeField("когда", default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    what = models.CharField("что", max_length=120)
    people = models.PositiveIntegerField("человек", null=True)
    employee = models.ForeignKey(
        "people.Employee", verbose_name="о ком", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "обращение к персональным данным"
        verbose_name_plural = "обращения к персональным данным"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M} {self.what}"
