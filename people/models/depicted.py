"""Who is in a picture, and portraits that are closed because their consent was withdrawn."""

from django.db import models
from django.utils import timezone


class Depicted(models.Model):
    """An employee who can be recognised in a picture that is not his or her portrait."""

    picture = models.ForeignKey(
        "portal.Picture", verbose_name="снимок", on_delete=models.CASCADE, related_name="depicted"
    )
    employee = models.ForeignKey(
        "people.Employee", verbose_name="сотрудник", on_delete=models.CASCADE, related_name="depicted_in"
    )

    class Meta:
        verbose_name = "человек на снимке"
        verbose_name_plural = "кто на снимке"
        constraints = [
            models.UniqueConstraint(
                fields=("picture", "employee"),
                name="depicted_once",
                violation_error_message="Этот человек уже отмечен на снимке.",
            )
        ]

    def __str__(self):
        return f"{self.employee} на снимке «{self.picture}»"


class WithheldPicture(models.Model):
    """A portrait nobody may see: its consent was withdrawn. `closed_at` is None until its files are out of reach."""

    picture = models.OneToOneField("portal.Picture", on_delete=models.CASCADE, related_name="withheld")
    since = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "закрытый портрет"
        verbose_name_plural = "закрытые портреты"

    def __str__(self):
        return f"{self.picture_id}"
