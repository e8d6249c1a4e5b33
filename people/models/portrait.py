"""Portraits on their way: uploaded, cut, waiting for HR, decided."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.portraits.crop import Box

DAY = timedelta(days=1)


class PortraitProposalQuerySet(models.QuerySet):
    def waiting(self):
        """What HR has to decide, the oldest first."""
        return self.filter(state=PortraitProposal.State.WAITING).exclude(picture=None).order_by("made_at", "pk")

    def drafts(self):
        """Uploaded, not sent yet."""
        return self.filter(state=PortraitProposal.State.DRAFT).exclude(picture=None)

    def of_the_last_day(self):
        return self.filter(made_at__gt=timezone.now() - DAY)


class PortraitProposal(models.Model):
    """A portrait that is not yet the employee's photo. Once sent, the picture is the square alone."""

    class State(models.TextChoices):
        DRAFT = "draft", "не отправлен"
        MATCHED = "matched", "сопоставлен по имени файла"
        WAITING = "waiting", "ждёт проверки"
        APPROVED = "approved", "принят"
        DECLINED = "declined", "отклонён"
        WITHDRAWN = "withdrawn", "отозван"

    # At most one of each of these states an employee may have.
    OPEN = (State.DRAFT, State.MATCHED, State.WAITING)

    employee = models.ForeignKey(
        "people.Employee", verbose_name="сотрудник", on_delete=models.CASCADE, related_name="portrait_proposals"
    )
    picture = models.ForeignKey(
        "portal.Picture",
        verbose_name="снимок",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="portrait_proposals",
    )
    crop_x = models.PositiveIntegerField("слева", default=0)
    crop_y = models.PositiveIntegerField("сверху", default=0)
    crop_side = models.PositiveIntegerField("сторона", default=1)
    face_found = models.BooleanField("лицо найдено", default=False)
    state = models.CharField("состояние", max_length=16, choices=State.choices, default=State.DRAFT)
    reason = models.CharField("почему отклонён", max_length=300, blank=True)
    made_by = models.ForeignKey(
        "accounts.User",
        verbose_name="кто загрузил",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField("загружен", default=timezone.now)
    decided_by = models.ForeignKey(
        "accounts.User", verbose_name="кто решил", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("решено", null=True, blank=True)

    objects = PortraitProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "портрет на проверку"
        verbose_name_plural = "портреты на проверку"
        indexes = [models.Index(fields=["state", "made_at"], name="portrait_state_made")]
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "state"),
                condition=Q(state__in=["draft", "matched", "waiting"]),
                name="one_open_portrait_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="a_declined_portrait_has_a_reason"
            ),
            models.CheckConstraint(condition=Q(crop_side__gte=1), name="a_portrait_has_a_side"),
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_state_display()}"

    @property
    def crop(self) -> Box:
        return Box(self.crop_x, self.crop_y, self.crop_side)

    @crop.setter
    def crop(self, box: Box) -> None:
        self.crop_x, self.crop_y, self.crop_side = box.x, box.y, box.side
