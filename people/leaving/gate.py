"""The gate: asked of each post before it leaves and whenever a consent changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from people.gates import agrees
from people.leaving.named import named_in
from people.leaving.private import private_words
from people.models import Depicted, Employee, Purpose, WithheldPicture
from portal.gates import Leaving
from portal.stories import StoryPerson

FACE = "На снимке — {}: согласия «Снимки и имя в канале Telegram» нет. Поставьте другой снимок или получите согласие."
FILMED = "В фильме — {}: согласия «Снимки и имя в канале Telegram» нет. Покажите вместо фильма обложку или получите согласие."
WITHHELD = "На снимке портрет, согласие на который отозвано. Поставьте другой снимок."
NAME = (
    "Назван человек без согласия «Снимки и имя в канале Telegram»: {}. Перепишите пост без имени или получите согласие."
)
PRIVATE = "В пост попало то, что из компании не уходит: «{}». Уберите это из текста."


def reasons_to_stay(leaving: Leaving) -> list[str]:
    """Who is shown or named without consent, and which words are nobody's business outside."""
    text = "\n".join(leaving.texts)
    told = [
        (FACE, _faces(leaving.pictures)),
        (FILMED, _filmed(leaving.people) if leaving.film else []),
        (NAME, [person.full_name for person in named_in(text, leaving.people)]),
        (PRIVATE, private_words(text)),
    ]
    reasons = [reason.format(", ".join(found)) for reason, found in told if found]
    return [WITHHELD, *reasons] if _is_withheld(leaving.pictures) else reasons


def _faces(pictures: Iterable[int]) -> list[str]:
    if not pictures:
        return []
    depicted = Depicted.objects.filter(picture__in=pictures).values("employee")
    shown = Employee.objects.filter(Q(photo__in=pictures) | Q(pk__in=depicted))
    return _silent(shown)


def _filmed(people: Iterable[StoryPerson]) -> list[str]:
    """Whose face is in the clip; the crew stays behind the camera."""
    shown = {person.employee_id for person in people if person.in_clip} - {None}
    return _silent(Employee.objects.filter(pk__in=shown))


def _silent(people: QuerySet[Employee]) -> list[str]:
    return [person.full_name for person in people.exclude(agrees(Purpose.TELEGRAM)).order_by("sort_key")]


def _is_withheld(pictures: Iterable[int]) -> bool:
    return bool(pictures) and WithheldPicture.objects.filter(picture__in=pictures).exists()
