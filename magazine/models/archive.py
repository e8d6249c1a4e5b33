"""An old issue on its way to the shelf: an uploaded PDF, what was read of it, and the issue it became."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.uploads.names import random_name


def stored_name(instance: ArchivedPdf, filename: str) -> str:
    """A random name in a folder that no address serves."""
    return random_name("issues", filename)


class ArchivedPdf(models.Model):
    """One file. `texts` are the words of its pages, until it becomes an issue."""

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        READING = "reading", "читается"
        READ = "read", "прочитан, проверьте и поставьте на полку"
        SHELVED = "shelved", "на полке"
        REFUSED = "refused", "не принят"

    ACTIVE = (State.WAITING, State.READING)

    file = models.FileField("файл", upload_to=stored_name, max_length=120, blank=True)
    original_name = models.CharField("имя файла", max_length=160)
    digest = models.CharField("отпечаток", max_length=64)
    state = models.CharField("состояние", max_length=12, choices=State.choices, default=State.WAITING)
    reason = models.CharField("почему не принят", max_length=300, blank=True)
    owner = models.CharField(max_length=64, blank=True)
    title = models.CharField("название", max_length=120, blank=True)
    number = models.PositiveSmallIntegerField("номер", null=True, blank=True)
    date = models.DateField("дата выхода", null=True, blank=True)
    pages = models.PositiveSmallIntegerField("страниц", default=0)
    texts = models.JSONField("слова страниц", default=list)
    cover = models.ForeignKey(
        "portal.Picture", verbose_name="обложка", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    issue = models.ForeignKey(
        "magazine.IssuePage", verbose_name="номер на полке", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("когда", default=timezone.now)

    class Meta:
        verbose_name = "PDF из архива"
        verbose_name_plural = "PDF из архива"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=("digest",), condition=~Q(state="refused"), name="one_archived_pdf_of_a_file"
            )
        ]

    def __str__(self):
        return self.original_name

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE
