"""An answer: counted once, remembered in the card, kept for the measure."""

from __future__ import annotations

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from people.models import Direction, Employee, QuizAnswer, QuizCard, QuizQuestion
from people.quiz.memory import review
from people.quiz.pool import elsewhere, town_of

LENGTH = 20


def token(asked: object, person: Employee) -> str:
    """What a choice is called in the form: it tells neither who it is nor whether it is right."""
    return salted_hmac("people.quiz", f"{asked}:{person.pk}").hexdigest()[:LENGTH]


def answer(question: QuizQuestion, player: Employee, given: str) -> None:
    """Counts the first answer to a question and no other, however fast somebody taps."""
    right = constant_time_compare(given, token(question.pk, question.subject))
    if QuizQuestion.objects.filter(pk=question.pk, right=None).update(right=right):
        note(player, question.subject, question.direction, right)


def note(player: Employee, subject: Employee, direction: str, right: bool) -> None:
    """Moves the card of this player and subject on, and keeps the answer for the measure."""
    now = timezone.now()
    card = QuizCard.objects.get_or_create(player=player, subject=subject)[0]
    card.elsewhere = elsewhere(Employee.objects.filter(pk=subject.pk), town_of(player)).exists()
    card.knows = right and (card.knows or direction == Direction.FACE)
    review(card, right, now)
    card.save()
    QuizAnswer.objects.create(
        player=player, subject=subject, direction=direction, right=right, at=now, elsewhere=card.elsewhere
    )


def note_once_a_day(player: Employee, subject: Employee, direction: str, right: bool) -> bool:
    """Notes the first answer of the day about this subject; whether this was the first. Runs in a transaction."""
    Employee.objects.select_for_update().get(pk=player.pk)  # a second tap waits for the first
    if QuizAnswer.objects.filter(player=player, subject=subject, at__date=timezone.localdate()).exists():
        return False
    note(player, subject, direction, right)
    return True
