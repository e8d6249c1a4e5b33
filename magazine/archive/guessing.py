"""What the name of a file says of an issue: its number and month. Pure."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
NUMBER = re.compile(r"(?:№|N|no|номер|выпуск|issue)[\s_.-]*(\d{1,3})(?!\d)", re.IGNORECASE)
LONELY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


def guess(name: str) -> tuple[int | None, date | None]:
    """Number and date (the first of the month): («Тепло № 3, март 2019.pdf») → (3, 1 March 2019). None: the name does not say."""
    stem = PurePath(name).stem
    found = YEAR.search(stem)
    year = int(found[1]) if found else None
    rest = stem.replace(found[1], " ", 1) if found else stem
    numbered = NUMBER.search(rest)
    month = _month(rest)
    if numbered:
        number = int(numbered[1])
    else:
        lonely = [int(digits) for digits in LONELY.findall(rest)]
        number = lonely[0] if lonely and 0 < lonely[0] <= 60 else None
    if month is None and number and number <= 12:
        month = number
    return number or None, date(year, month or 1, 1) if year else None


def _month(text: str) -> int | None:
    """By a Russian word, in any case: «марта», «май»."""
    words = re.findall(r"[а-яё]+", text.lower())
    for number, stem in enumerate(STEMS, 1):
        if any(word.startswith(stem) and (len(stem) > 2 or word in ("май", "мая")) for word in words):
            return number
    return None
