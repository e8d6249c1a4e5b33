"""What must go: of those who no longer agree, of leavers, of the erased, and what is too old."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from people.models import Consent, Employee, QuizAnswer, QuizCard, QuizQuestion, QuizRound
from people.quiz.pool import PURPOSES, agreed

ANSWERS_KEPT = timedelta(days=25 * 31)
ROUND_KEPT = timedelta(days=2)
ABOUT_PEOPLE = (QuizCard, QuizAnswer)


def withdraw(employee_pk: int) -> None:
    """Nothing is left of what others answered about this person."""
    for model in (*ABOUT_PEOPLE, QuizQuestion):
        model.objects.filter(subject=employee_pk).delete()


def forget(employee: Employee) -> None:
    """Nothing is left of this person in the quiz, neither as one asked about nor as a player."""
    withdraw(employee.pk)
    QuizRound.objects.filter(player=employee).delete()
    for model in ABOUT_PEOPLE:
        model.objects.filter(player=employee).delete()


def tidy() -> None:
    """Removes what the clock alone makes superfluous: of leavers, of consents withdrawn in bulk, of long ago."""
    now = timezone.now()
    gone = ~Q(subject__in=agreed()) | ~Q(player__in=Employee.objects.working())
    for model in ABOUT_PEOPLE:
        model.objects.filter(gone).delete()
    QuizAnswer.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
    QuizRound.objects.filter(started_at__lt=now - ROUND_KEPT).delete()


def consent_changed(instance: Consent, **kwargs) -> None:
    if instance.withdrawn_at and instance.purpose in PURPOSES:
        withdraw(instance.employee_id)


def consent_deleted(instance: Consent, **kwargs) -> None:
    if instance.purpose in PURPOSES:
        withdraw(instance.employee_id)


def connect() -> None:
    post_save.connect(consent_changed, sender=Consent, dispatch_uid="quiz")
    post_delete.connect(consent_deleted, sender=Consent, dispatch_uid="quiz")
