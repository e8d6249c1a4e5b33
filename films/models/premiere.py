"""When a film opens for everybody, and whether channel and search have been told."""

from django.db import models
from django.utils import timezone


class PremiereQuerySet(models.QuerySet):
    def due(self):
        """Those whose hour has come and of which nobody has been told."""
        return self.filter(opened_at=None, at__lte=timezone.now(), film__live=True).order_by("at")


class Premiere(models.Model):
    """The hour of a published film. A row beside the page: its revisions bring back old texts, never an old answer."""

    film = models.OneToOneField("films.FilmPage", on_delete=models.CASCADE, primary_key=True, related_name="premiere")
    at = models.DateTimeField("когда")
    is_news = models.BooleanField("анонс уйдёт в канал", default=True, db_default=True, editable=False)
    opened_at = models.DateTimeField("открыта", null=True, editable=False)

    objects = PremiereQuerySet.as_manager()

    class Meta:
        verbose_name = "премьера"
        verbose_name_plural = "премьеры"

    def __str__(self):
        return f"{self.film}: {self.at:%d.%m.%Y %H:%M}"
