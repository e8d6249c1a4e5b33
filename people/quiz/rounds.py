"""A round: whom it asks about, and the questions that can still be asked."""

from __future__ import annotations

from random import Random

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from people.models import Direction, Employee, QuizCard, QuizQuestion, QuizRound, Subdivision
from people.quiz.pool import about, askable, chance_start, elsewhere, take, town_of, within

SIZE = 10
# So many times more are looked at than taken: neighbours in the list are often of one unit.
SPREAD = 6


def start(
    player: Employee, chance: Random, *, town: str = "", unit: Subdivision | None = None, direction: str = ""
) -> QuizRound | None:
    """A new round instead of the one before; without a direction both are mixed. None: nobody to ask about.

    Runs in a transaction.
    """
    subjects = subjects_for(player, within(askable().exclude(pk=player.pk), town, unit), chance)
    if not subjects:
        return None
    begun = _emptied(player)
    begun.town, begun.unit, begun.direction, begun.started_at = town, unit, direction, timezone.now()
    begun.save()
    questions = [
        QuizQuestion(
            round=begun, position=number, subject_id=pk, direction=direction or chance.choice(Direction.values)
        )
        for number, pk in enumerate(subjects, start=1)
    ]
    QuizQuestion.objects.bulk_create(questions)
    return begun


def _emptied(player: Employee) -> QuizRound:
    """The player's one round without its questions; whoever taps «Начать» twice waits here for the first tap."""
    begun = QuizRound.objects.select_for_update().get_or_create(player=player)[0]
    begun.questions.all().delete()
    return begun


def subjects_for(player: Employee, people: QuerySet[Employee], chance: Random) -> list[int]:
    """Whom it is time to repeat; then new faces, those of other towns first; then whom it will be time to repeat."""
    now = timezone.now()
    cards = QuizCard.objects.filter(about(people), player=player).order_by("due", "pk")
    chosen = list(cards.filter(due__lte=now).values_list("subject", flat=True)[:SIZE])
    if len(chosen) < SIZE:
        chosen += _new_faces(player, people, SIZE - len(chosen), chance)
    if len(chosen) < SIZE:
        chosen += cards.filter(due__gt=now).values_list("subject", flat=True)[: SIZE - len(chosen)]
    chance.shuffle(chosen)
    return chosen


def _new_faces(player: Employee, people: QuerySet[Employee], count: int, chance: Random) -> list[int]:
    known = QuizCard.objects.filter(player=player, subject=OuterRef("pk"))
    unseen, begin = people.exclude(Exists(known)), chance_start(chance)
    chosen = _some(elsewhere(unseen, town_of(player)), count, begin, chance)
    if len(chosen) < count:
        chosen += _some(unseen.exclude(pk__in=chosen), count - len(chosen), begin, chance)
    return chosen


def _some(people: QuerySet[Employee], count: int, begin: int, chance: Random) -> list[int]:
    keys = [person.pk for person in take(people.only("pk"), count * SPREAD, begin)]
    return chance.sample(keys, min(count, len(keys)))


def of(player: Employee) -> QuerySet[QuizQuestion]:
    """The questions of the player's round that are about somebody who agrees at this moment."""
    asked = QuizQuestion.objects.filter(about(askable()), round__player=player)
    return asked.select_related("subject__photo", "round__unit")


def next_open(player: Employee, position: int = 1) -> QuizQuestion | None:
    """The first question from this number on that waits for an answer."""
    return of(player).filter(position__gte=position, right=None).first()
