"""What films keep of a person beside the casts: told in the dossier, deleted by the erasure."""

from __future__ import annotations

from films.models import ConsentRequest, Greeting, KindWord
from people.consents import dossier, erasure
from people.models import Employee

RELATED = ("film_greetings", "film_kind_words", "said_film_kind_words", "film_consent_requests")


@erasure.register
def words(employee: Employee) -> list[str]:
    """One's greetings, kind words from and to the person, and whether a consent was asked for."""
    gone = sum(getattr(employee, name).all().delete()[0] for name in RELATED)
    return [f"слова о фильмах, поздравления участников и запросы согласий: {gone}"] if gone else []


def told(employee: Employee) -> dict[str, list]:
    greetings = Greeting.objects.filter(author=employee).values("film__title", "text", "state", "written_at")
    said = KindWord.objects.filter(by=employee).values("film__title", "at")
    heard = KindWord.objects.filter(employee=employee).values("film__title", "at")
    asked = ConsentRequest.objects.filter(employee=employee).values("film__title", "purpose", "asked_at")
    return {
        "слова": list(greetings),
        "сколько раз поздравил": list(said),
        "сколько раз поздравили": list(heard),
        "запросы согласий": list(asked),
    }


dossier.register("Фильмы: слова и поздравления", told)
