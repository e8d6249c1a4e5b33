"""The PDF of an issue: made from its articles, or uploaded for an issue of the old archive."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class IssuePdf(models.Model):
    """The file that readers open and print; one an issue. Its pages' texts are found by the search."""

    class Source(models.TextChoices):
        MADE = "made", "собран из статей"
        UPLOADED = "uploaded", "загружен готовым"

    issue = models.OneToOneField(
        "magazine.IssuePage", verbose_name="номер", on_delete=models.CASCADE, related_name="pdf"
    )
    # A generated name under `issues/`; only the view of the issue gives it out.
    file = models.FileField("файл", max_length=120, upload_to="issues/")
    source = models.CharField("откуда", max_length=8, choices=Source.choices)
    pages = models.PositiveSmallIntegerField("страниц")
    # On which page an article begins, by its key as JSON holds it; empty for what was uploaded.
    opens = models.JSONField("статьи по страницам", default=dict, blank=True)
    size = models.PositiveIntegerField("байт")
    made_at = models.DateTimeField("готов", default=timezone.now)

    class Meta:
        verbose_name = "PDF номера"
        verbose_name_plural = "PDF номеров"

    def __str__(self):
        return f"{self.issue}, PDF"


class PdfPage(models.Model):
    """The words of one page; `number` counts from 1."""

    pdf = models.ForeignKey(IssuePdf, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField("страница")
    text = models.TextField("текст", blank=True)

    class Meta:
        verbose_name = "страница PDF"
        verbose_name_plural = "страницы PDF"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=("pdf", "number"), name="pdf_page_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="pdf_pages_from_one"),
        ]

    def __str__(self):
        return f"{self.pdf}, с. {self.number}"
