"""How far one player has come; shown to that player alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from people.models import Employee, QuizCard
from people.quiz.pool import about, askable


@dataclass(frozen=True)
class Progress:
    """Of `everybody` who may be asked about the player can name `known`, `elsewhere` of them in other towns; `due` wait."""

    everybody: int
    known: int
    elsewhere: int
    due: int

    @property
    def percent(self) -> int:
        return round(100 * self.known / self.everybody) if self.everybody else 0


def of(player: Employee) -> Progress:
    people = askable().exclude(pk=player.pk)
    counts = QuizCard.objects.filter(about(people), player=player).aggregate(
        known=Count("pk", filter=Q(knows=True)),
        elsewhere=Count("pk", filter=Q(knows=True, elsewhere=True)),
        due=Count("pk", filter=Q(due__lte=timezone.now())),
    )
    return Progress(everybody=people.count(), **counts)
