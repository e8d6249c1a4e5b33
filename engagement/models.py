"""What the portal tells a person."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

LONGEST_KEY, LONGEST_TEXT, LONGEST_URL = 120, 300, 500


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def newest_first(self):
        return self.order_by("-at", "-pk")


class Notice(models.Model):
    """One thing told to one employee, once under one key; who has no account yet finds it when there is one."""

    # The index `notice_page` begins with the employee.
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="notices", db_index=False)
    key = models.CharField("о чём", max_length=LONGEST_KEY)
    text = models.CharField("текст", max_length=LONGEST_TEXT)
    url = models.CharField("адрес на портале", max_length=LONGEST_URL)
    at = models.DateTimeField("когда", default=timezone.now)
    read_at = models.DateTimeField("прочитано", null=True, blank=True)
    letter_due = models.BooleanField("письмо ждёт отправки", default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "уведомление"
        verbose_name_plural = "уведомления"
        constraints = [
            # The key first: what is withdrawn is found by it.
            models.UniqueConstraint(fields=("key", "employee"), name="told_once"),
            models.CheckConstraint(
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"), name="notice_leads_into_the_portal"
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "-at", "-id"], name="notice_page"),
            models.Index(fields=["employee"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["id"], condition=Q(letter_due=True), name="notice_letter_due"),
        ]

    def __str__(self):
        return self.text

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


class LetterRefusal(models.Model):
    """This person wants no letters: the bell is enough."""

    employee = models.OneToOneField(
        "people.Employee", on_delete=models.CASCADE, related_name="letter_refusal", primary_key=True
    )

    class Meta:
        verbose_name = "отказ от писем"
        verbose_name_plural = "отказы от писем"

    def __str__(self):
        return str(self.employee)
