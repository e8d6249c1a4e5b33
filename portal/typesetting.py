"""Russian typography of plain text: quotes, dashes, ranges, ellipses and spaces. Pure; no letter or digit ever changes.

What is straight (`"`, ` - `, `...`) becomes what a typesetter would set; what is typographic already was put there on
purpose and stays. Where a sign may mean something else (an inch, a minus, a code, a phone, an address) it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portal.quotes import pairs
from portal.typography import NBSP, bind

_MONTH = "(?:январ|феврал|март|апрел|ма[йяею]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]{0,2}"
# What is counted in ranges, «10–15 минут». A bare «14-21» may be an inner phone number and stays.
_COUNTED = (
    "мм|см|м|км|м²|м³|г|кг|т|л|с|ч|мин|сут|руб|тыс|млн|млрд|Вт|кВт|МВт|Гкал|бар|атм|лет|года?|годов|годы|гг|вв?|век[аи]?|"
    "раза?|человека?|дня|дней|недел[ьи]|месяц(?:а|ев)|минуты?|секунды?|час(?:а|ов)|дом(?:а|ов)|квартиры?|градус(?:а|ов)|"
    rf"процент(?:а|ов)|метр(?:а|ов)|километр(?:а|ов)|рубл(?:я|ей)|страниц[аы]?|этаж(?:а|ей)|класс(?:а|ов|ы)|{_MONTH}"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?:\.\d{4})?"
_FREE, _ENDS = r"(?<![\w.,:…/\-–—])", r"(?![\w\-–—]|[.,:]\d)"
_RANGES = (
    rf"{_FREE}(?:1[89]|20)\d\d-(?:1[89]|20)\d\d{_ENDS}",
    rf"{_FREE}\d{{1,2}}:\d\d-\d{{1,2}}:\d\d{_ENDS}",
    rf"{_FREE}{_DAY}-{_DAY}{_ENDS}",
    rf"{_FREE}\d{{1,4}}-\d{{1,4}}(?=[ {NBSP}]?(?:[°%₽]|(?:{_COUNTED})(?!\w)))",
    rf"(?<=стр\.[ {NBSP}])\d{{1,4}}-\d{{1,4}}{_ENDS}",
    rf"(?<![\w\-]){_MONTH}-{_MONTH}(?![\w\-])",
)
_SIGNS = re.compile(
    rf"(?P<dash>(?:^|(?<=\n)|(?<=\S)[ {NBSP}])-{{1,3}}(?=[ {NBSP}\n]))"
    rf"|(?P<dots>(?<!\.)\.\.\.(?!\.))|(?P<range>{'|'.join(_RANGES)})"
)
_NUMBERS = re.compile(r"(\d+)-(\d+)")
_DEGREES = re.compile(rf"[ {NBSP}]\d+(?:[.,]\d+)?[ {NBSP}]?(?:°|град)")
_WORD_EDGES = "\"'«»„“()[]{}<>.,;:!?…"
_ADDRESS = re.compile(
    r"^[a-z][a-z0-9+.\-]*://|^www\.|^(?:mailto|tel):|\S@\S+\.\w|^[a-z]:\\|^~?\.{0,2}/|^--?[a-z]"
    r"|^[\w\-.%]+\.(?:[a-z]{2,12}|[a-z]{2,4}\d|рф)(?:[/:?#]|$)",
    re.IGNORECASE,
)
Edit = tuple[int, int, str]


def typeset(text: str) -> str:
    """The text as it should stand on a page. Twice is the same as once."""
    return bind(apply(text, edits(text)))


def edits(text: str) -> list[Edit]:
    """What to write anew (from, to, what), from left to right: so that marked up text can be changed between its tags."""
    return sorted([*_quotes(text), *_signs(text)])


def apply(text: str, changes: Iterable[Edit]) -> str:
    """The text with these changes made."""
    parts, done = [], 0
    for start, end, written in changes:
        parts += [text[done:start], written]
        done = end
    return "".join([*parts, text[done:]])


def is_address(word: str) -> bool:
    """A link, a mail address, a file name, a path or an option of a command: its signs are its letters."""
    return bool(_ADDRESS.search(word))


def _quotes(text: str) -> Iterator[Edit]:
    for places, signs in pairs(text, lambda place: _is_in_address(text, place)):
        for place, sign in zip(places, signs, strict=True):
            yield place, place + 1, sign


def _signs(text: str) -> Iterator[Edit]:
    for found in _SIGNS.finditer(text):
        if found["dash"]:
            yield from _dash(text, found)
        elif _is_in_address(text, found.start()):
            continue
        elif found["dots"]:
            yield found.start(), found.end(), "…"
        elif _grows(found[0]):
            place = found.start() + found[0].index("-")
            yield place, place + 1, "–"


def _dash(text: str, found: re.Match) -> Iterator[Edit]:
    """Between words; between numbers it may be a minus."""
    start, end = found.span("dash")
    is_single = found["dash"].strip() == "-"
    is_between_numbers = text[start - 1 : start].isdigit() and text[end + 1 : end + 2].isdigit()
    if is_single and (is_between_numbers or _DEGREES.match(text, end)):
        return
    if found["dash"][0] != "-":
        yield start, start + 1, NBSP
        start += 1
    yield start, end, "—"


def _grows(found: str) -> bool:
    numbers = _NUMBERS.fullmatch(found)
    return numbers is None or int(numbers[1]) < int(numbers[2])


def _is_in_address(text: str, place: int) -> bool:
    """Whether the word around this place, without the signs at its edges, is an address."""
    start = max((text.rfind(space, 0, place) for space in f" \n\t{NBSP}"), default=-1) + 1
    ends = [end for space in f" \n\t{NBSP}" if (end := text.find(space, place)) >= 0]
    word = text[start : min(ends, default=len(text))]
    core = word.strip(_WORD_EDGES)
    begins = start + len(word) - len(word.lstrip(_WORD_EDGES))
    return begins <= place < begins + len(core) and is_address(core)
