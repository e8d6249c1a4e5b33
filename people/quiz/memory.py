"""When to ask again: FSRS tells it from right and wrong alone. How long a person thinks is nobody's business."""

from __future__ import annotations

from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

from people.models import QuizCard

LONGEST_DAYS = 365
# No steps of minutes: a colleague is asked about again in days. No fuzz: the same answers give the same day.
_scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)


def review(card: QuizCard, right: bool, at: datetime) -> None:
    """Moves the card on after an answer; the caller saves it."""
    before = Card(
        card_id=card.subject_id,
        state=State(card.state),
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due.astimezone(UTC),
        last_review=card.last_review and card.last_review.astimezone(UTC),
    )
    after, _ = _scheduler.review_card(before, Rating.Good if right else Rating.Again, at.astimezone(UTC))
    card.state, card.stability, card.difficulty = after.state.value, after.stability, after.difficulty
    card.due, card.last_review = after.due, after.last_review
    card.reps += 1
    card.lapses += not right
