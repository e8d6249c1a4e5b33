"""Who is on a picture."""

from django.db import models


class Depicted(models.Model):
    """«Кто на снимке»: an employee whose face this picture shows; consents decide where it may go."""

    picture = models.ForeignKey(
        "portal.Picture", verbose_name="снимок", on_delete=models.CASCADE, related_name="depicted"
    )
    employee = models.ForeignKey(
        "people.Employee", verbose_name="кто на снимке", on_delete=models.CASCADE, related_name="depicted_on"
    )

    class Meta:
        verbose_name = "кто на снимке"
        verbose_name_plural = "кто на снимках"
        constraints = [models.UniqueConstraint(fields=("picture", "employee"), name="depicted_once")]

    def __str__(self):
        return f"{self.employee}: {self.picture}"
