"""A Word file on its way to an article: what was read of it, which pictures are in the library, what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.uploads.names import random_name


def stored_name(instance: WordImport, filename: str) -> str:
    """A random name in a folder that no address serves."""
    return random_name("word", filename)


class WordImport(models.Model):
    """Seen by who uploaded it, for two days. `pictures` names what is stored already: a task begun again goes on from there."""

    class State(models.TextChoices):
        READ = "read", "прочитан"
        WORKING = "working", "переносится"
        DONE = "done", "перенесён"
        FAILED = "failed", "не перенесён"

    issue = models.ForeignKey("magazine.IssuePage", verbose_name="номер", on_delete=models.CASCADE, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField("когда", default=timezone.now)
    file = models.FileField("файл", upload_to=stored_name, blank=True)
    original_name = models.CharField("имя файла", max_length=160)
    title = models.CharField("заголовок", max_length=255)
    lead = models.TextField("лид", blank=True)
    blocks = models.JSONField("блоки", default=list)
    report = models.JSONField("что не вошло", default=list)
    places = models.JSONField("снимки в файле", default=list)
    pictures = models.JSONField("снимки на портале", default=dict)
    state = models.CharField("состояние", max_length=8, choices=State.choices, default=State.READ)
    article = models.ForeignKey(
        "magazine.ArticlePage",
        verbose_name="статья",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "импорт из Word"
        verbose_name_plural = "импорты из Word"

    def __str__(self):
        return self.original_name

    def forget_file(self) -> None:
        """Not kept longer than it is needed."""
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="")
