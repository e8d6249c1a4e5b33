"""How much of a page is filled, and what would help most. Pure counting over one person."""

from __future__ import annotations

from dataclasses import dataclass

from people.models import Employee

PHOTO_PAGE, EDIT_PAGE, CONSENTS_PAGE = "/me/photo/", "/me/profile/", "/me/consents/"


@dataclass(frozen=True)
class Part:
    """A part of the page: its weight in percent, whether it is there, and what to do if not."""

    weight: int
    there: bool
    wish: str
    url: str


@dataclass(frozen=True)
class Completion:
    """Percent of the page that is filled, and what is missing, the weightiest first."""

    percent: int
    missing: list[Part]


def completion(person: Employee) -> Completion:
    """The weights add up to a hundred; the photo weighs most: without it nobody gets to know a face."""
    parts = _parts(person)
    missing = sorted((part for part in parts if not part.there), key=lambda part: -part.weight)
    return Completion(sum(part.weight for part in parts if part.there), missing)


def _parts(person: Employee) -> list[Part]:
    has_photo = bool(person.photo_id)
    return [
        Part(30, has_photo, "Добавьте портрет", PHOTO_PAGE),
        Part(10, has_photo and person.portrait is not None, "Разрешите показывать портрет коллегам", CONSENTS_PAGE),
        Part(20, bool(person.mobile or person.phone), "Укажите телефон", EDIT_PAGE),
        Part(10, bool(person.messenger or person.email), "Укажите Telegram", EDIT_PAGE),
        Part(15, bool(person.helps), "Напишите, с чем можете помочь", EDIT_PAGE),
        Part(10, bool(person.about.strip()), "Расскажите о себе", EDIT_PAGE),
        Part(5, bool(person.hobbies), "Назовите увлечения", EDIT_PAGE),
    ]
