"""A year of play for the demo: every month players come to know some more colleagues, and the measure grows."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from people.models import Acquaintance, Direction, Employee, Post, QuizAnswer, QuizCard
from people.quiz.measure import measure
from people.quiz.pool import askable

MONTHS = 6
FACES_A_MONTH = 2
STABILITY_DAYS = 45.0


def load(seed: int) -> None:
    """Half a year of answers; where anybody has played already, nothing."""
    if QuizAnswer.objects.exists():
        return
    chance, people = Random(seed), list(askable().order_by("pk"))
    towns = dict(Post.objects.current().exclude(place=None).values_list("employee", "place__town"))
    known = {player.pk: chance.sample(people, len(people)) for player in people}
    for months_ago in reversed(range(MONTHS)):
        at = _moment(months_ago)
        for player in people:
            _play(player, known[player.pk], towns, at)
        measure(at.date())


def _moment(months_ago: int) -> datetime:
    month = Acquaintance.first_day(timezone.localdate())
    for _ in range(months_ago):
        month = Acquaintance.first_day(month - timedelta(days=1))
    return timezone.make_aware(datetime.combine(month, time(10)))


def _play(player: Employee, unknown: list[Employee], towns: dict[int, str], at: datetime) -> None:
    met = [unknown.pop() for _ in range(min(FACES_A_MONTH, len(unknown)))]
    about = [
        {"player": player, "subject": one, "elsewhere": towns.get(one.pk) != towns.get(player.pk)}
        for one in met
        if one != player
    ]
    QuizAnswer.objects.bulk_create([QuizAnswer(direction=Direction.FACE, right=True, at=at, **pair) for pair in about])
    remembered = {
        "state": 2,
        "stability": STABILITY_DAYS,
        "difficulty": 5.0,
        "due": at + timedelta(days=STABILITY_DAYS),
        "last_review": at,
        "reps": 1,
        "knows": True,
    }
    QuizCard.objects.bulk_create([QuizCard(**pair, **remembered) for pair in about])
