"""Russian names as pure functions: parts, initials, order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyascii import anyascii
from django.utils.text import slugify

# «оглы», «кызы» and the like belong to the patronymic.
PATRONYMIC_PARTICLES = frozenset({"оглы", "кызы", "гызы", "улы", "уулу", "кизи"})
# Words of addresses below /people/.
RESERVED = frozenset({"quiz", "units", "today", "book", "find"})
NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class FullName:
    """Surname, name and patronymic; the patronymic may be empty."""

    surname: str
    name: str
    patronymic: str = ""


def parse(text: str) -> FullName | None:
    """«Фамилия Имя Отчество» in its parts; None if it is not a name."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(NAME.fullmatch(word) for word in words):
        return None
    patronymic = words[2:]
    if len(patronymic) > 1 and patronymic[-1].lower() not in PATRONYMIC_PARTICLES:
        return None
    return FullName(words[0], words[1], " ".join(patronymic))


def initials(name: str, surname: str) -> str:
    """Two letters for a face without a photo: «АМ»."""
    return (name[:1] + surname[:1]).upper()


def short(surname: str, name: str, patronymic: str = "") -> str:
    """«Мирошниченко А. В.», with spaces that do not break."""
    letters = [f"{part[0]}." for part in (name, patronymic) if part]
    return "\u00a0".join([surname, *letters])


def sorting_key(text: str) -> tuple[str, str]:
    """Orders by the Russian alphabet, where ё stands right after е: Unicode puts it behind я."""
    lower = text.lower()
    return lower.replace("ё", "е\uffff"), text


def slug(surname: str, name: str) -> str:
    """«pereverzentsev-viktor»; never empty."""
    return slugify(anyascii(f"{surname} {name}"))[:100] or "person"
