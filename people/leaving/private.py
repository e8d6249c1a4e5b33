"""Words that never leave the company: telephones and birthdays. Pure."""

from __future__ import annotations

import re

_MONTHS = "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_DATE = rf"\d{{1,2}}(?:\s+(?:{_MONTHS})[а-я]*|\.\d{{1,2}}(?:\.\d{{2,4}})?)"
_BIRTH = r"(?:родил(?:ся|ась|ись)|рожд[её]н[а-я]*|дат[аы] рождения|день рождения|дня рождения|д\. ?р\.)"
_PATTERNS = (
    # +7 900 000-11-47, 8(861)2000405; not a sum, not an account
    r"(?<![\d+])(?:\+7|8)[\s\u00a0(-]{0,2}\d{3}[\s\u00a0)-]{0,2}\d{3}[\s\u00a0-]?\d{2}[\s\u00a0-]?\d{2}(?!\d)",
    # a city or internal number says itself that it is one
    r"(?i:тел(?:ефон[а-я]*|\.)?|доб(?:авочный|\.)|звонит[еь](?: по)?)[\s\u00a0:№]*\(?\d[\d\s\u00a0()-]{2,14}\d",
    rf"(?i:{_BIRTH}[^.\n]{{0,40}}?{_DATE})",
    rf"(?i:{_DATE}[^.\n]{{0,40}}?{_BIRTH})",
    # of a person: an anniversary of a boiler house is news
    r"(?:\b(?:[Ее]му|[Ее]й)|[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+)\s+исполн(?:яется|илось|ится)\s+\d{2}\b",
)
PRIVATE = tuple(map(re.compile, _PATTERNS))


def private_words(text: str) -> list[str]:
    """The places of a text that hold a telephone, a birthday or an age, as they stand there, each once."""
    found = (match[0].strip() for pattern in PRIVATE for match in pattern.finditer(text))
    return list(dict.fromkeys(found))
