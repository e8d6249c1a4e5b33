"""Who works on an article and until when, and how it reaches the channel: about the article, not part of its text."""

from django.conf import settings
from django.db import models


class Assignment(models.Model):
    """One an article, made when it is first needed. Not on the page: an older revision must not bring old dates back."""

    article = models.OneToOneField("magazine.ArticlePage", on_delete=models.CASCADE, related_name="assignment")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="у кого материал",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due = models.DateField("сдать до", null=True, blank=True)
    released_at = models.DateTimeField("вышел в номере", null=True, editable=False)
    announced_at = models.DateTimeField("анонсирован", null=True, editable=False)

    class Meta:
        verbose_name = "поручение по материалу"
        verbose_name_plural = "поручения по материалам"

    def __str__(self):
        return f"{self.article}: {self.responsible or 'ничей'}"
