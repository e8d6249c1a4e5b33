"""Whom the press has asked for a consent."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.models import Purpose

# Nobody is asked again sooner.
PAUSE = timedelta(days=1)
PURPOSES = [(purpose.value, purpose.label) for purpose in (Purpose.FILM, Purpose.TELEGRAM)]


class ConsentRequest(models.Model):
    """Somebody in a film was asked for a consent: who asked and when last. Answered: who asked has been told."""

    film = models.ForeignKey("films.FilmPage", on_delete=models.CASCADE, related_name="consent_requests")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="film_consent_requests")
    purpose = models.CharField("на что", max_length=16, choices=PURPOSES)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто спросил", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField("когда", default=timezone.now)
    answered_at = models.DateTimeField("дано", null=True, blank=True)

    class Meta:
        verbose_name = "запрос согласия"
        verbose_name_plural = "запросы согласий"
        constraints = [
            models.UniqueConstraint(fields=("film", "employee", "purpose"), name="one_consent_request"),
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_purpose_display()}"

    @property
    def may_be_repeated(self) -> bool:
        return self.asked_at <= timezone.now() - PAUSE
