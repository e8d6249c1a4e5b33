"""The acts of erasure."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Erasure(models.Model):
    """The act: whose data were erased (by a digest of the personnel number), what, when and by whom; never the data.

    The import keeps to it: HR's file does not bring an erased person back.
    """

    digest = models.CharField("кого (свёртка номера)", max_length=64, unique=True)
    done_at = models.DateTimeField("когда", default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField("основание", max_length=300)
    erased = models.JSONField("что удалено", default=list)

    class Meta:
        verbose_name = "акт об удалении"
        verbose_name_plural = "акты об удалении"
        ordering = ["-done_at"]

    def __str__(self):
        return f"Акт от {self.done_at:%d.%m.%Y}: {self.digest[:12]}"
