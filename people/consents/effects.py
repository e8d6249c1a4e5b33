"""What a consent that was given or withdrawn changes elsewhere."""

from people.consents import closing, giving
from people.models import Employee, Purpose
from people.quiz import forgetting
from portal import gates

QUIZ = (Purpose.QUIZ, Purpose.PHOTO)


def leave_the_quiz(employee: Employee, purpose: str) -> None:
    if purpose in QUIZ:
        forgetting.withdraw(employee.pk)


def ask_the_channel(employee: Employee, purpose: str) -> None:
    if purpose == Purpose.TELEGRAM:
        gates.leave_changed.send(sender=None)


def connect() -> None:
    for change in (closing.soon, leave_the_quiz, ask_the_channel):
        giving.on_withdrawal(change)
    giving.on_giving(closing.soon)
