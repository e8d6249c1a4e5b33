"""What an employee says is wrong in the official data."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ProposedChange(models.Model):
    """An employee proposes another value of a field that HR keeps; HR accepts or declines it and says why."""

    class Field(models.TextChoices):
        SURNAME = "surname", "фамилия"
        NAME = "name", "имя"
        PATRONYMIC = "patronymic", "отчество"
        BIRTH_DATE = "birth_date", "дата рождения"
        PHONE = "phone", "рабочий телефон"
        EMAIL = "email", "почта"
        POSITION = "position", "должность"
        SUBDIVISION = "subdivision", "подразделение"
        PLACE = "place", "место работы"

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт кадров"
        ACCEPTED = "accepted", "принято"
        DECLINED = "declined", "отклонено"

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="proposals")
    field = models.CharField("что исправить", max_length=16, choices=Field.choices)
    value = models.CharField("как правильно", max_length=200)
    comment = models.CharField("пояснение", max_length=500, blank=True)
    state = models.CharField("состояние", max_length=16, choices=State.choices, default=State.WAITING)
    reason = models.CharField("ответ кадров", max_length=500, blank=True)
    proposed_at = models.DateTimeField("когда", auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "исправление от сотрудника"
        verbose_name_plural = "исправления от сотрудников"
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=("employee", "field"),
                condition=Q(state="waiting"),
                name="one_waiting_proposal_a_field",
                violation_error_message="Такое исправление уже ждёт кадров.",
            )
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_field_display()} → {self.value}"
