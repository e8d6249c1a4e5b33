"""Russian names as pure functions: parts, initials, order."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from anyascii import anyascii
from django.utils.text import slugify

# «оглы», «кызы» and the like belong to the patronymic.
PATRONYMIC_PARTICLES = frozenset({"оглы", "кызы", "гызы", "улы", "уулу", "кизи"})
# Words of addresses below /people/.
RESERVED = frozenset({"quiz", "units", "today", "book", "find"})
ALPHABET = " -абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz"
SORTING_KEY_LENGTH = 120
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
    # The same names stand in thousands of rows, and once in memory.
    return FullName(*map(sys.intern, (words[0], words[1], " ".join(patronymic))))


def initials(name: str, surname: str) -> str:
    """Two letters for a face without a photo: «АМ»."""
    return (name[:1] + surname[:1]).upper()


def short(surname: str, name: str, patronymic: str = "") -> str:
    """«Мирошниченко А. В.», with spaces that do not break."""
    letters = [f"{part[0]}." for part in (name, patronymic) if part]
    return "\u00a0".join([surname, *letters])


def sorting_key(*parts: str) -> str:
    """Orders by the Russian alphabet in every database: digits sort alike under all collations, letters do not.

    A space comes before letters, so «Иванов Пётр» stands before «Иванова Анна»; ё right after е; other signs by
    their number behind the Russian letters.
    """
    return "".join(_sign_order(sign) for sign in " ".join(parts).lower())[:SORTING_KEY_LENGTH]


def _sign_order(sign: str) -> str:
    place = ALPHABET.find(sign)
    return f"{place:02}" if place >= 0 else f"9{ord(sign):07}"


def slug(surname: str, name: str) -> str:
    """«pereverzentsev-viktor»; never empty."""
    return slugify(anyascii(f"{surname} {name}"))[:100] or "person"
