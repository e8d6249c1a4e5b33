"""Documents for download: the model behind Wagtail's document chooser."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument

from portal.uploads.fields import DocumentField


class PortalDocument(AbstractDocument):
    """An uploaded document, stored under a random name.

    `published` and `public` follow from the pages that link to it (`portal.usage`).
    """

    file = DocumentField("файл")
    download_name = models.CharField("имя файла", max_length=160, blank=True, editable=False)
    published = models.BooleanField("есть на опубликованных страницах", default=False, editable=False)
    public = models.BooleanField("есть на страницах для всех", default=False, editable=False)

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(WagtailDocument.Meta):
        verbose_name = "документ"
        verbose_name_plural = "документы"

    @property
    def filename(self) -> str:
        """The name people see; the stored one says nothing."""
        return self.download_name or super().filename
