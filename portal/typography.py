"""Russian typography: pure functions on plain text. They change spaces and soft hyphens, never a letter one sees."""

import re
from itertools import pairwise

NBSP = "\u00a0"
SOFT_HYPHEN = "\u00ad"

_UNITS = (
    "мм|см|дм|м|км|м²|м³|г|кг|т|л|с|мин|ч|°C|°С|°|%|₽|руб|тыс|млн|млрд|Вт|кВт|МВт|Гкал|бар|атм|"
    "год|года|году|годов|лет|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_PARTICLES = "же|ли|бы|ль|ж|б"
_BINDINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # A short word holds the next one; a particle is held by the word before.
        (rf"(?<![\w\-\u00ad])(?!(?:{_PARTICLES})\b)([А-Яа-яЁё]{{1,2}}) (?=\S)", rf"\1{NBSP}"),
        (rf"(?<=\w) (?=(?:{_PARTICLES})\b)", NBSP),
        (r"(?<=\S) (?=—)", NBSP),
        (rf"(?<=\d) (?=(?:{_UNITS})(?!\w))", NBSP),
        (r"(?<=\d) (?=\d{3}(?!\d))", NBSP),
        (r"(?<=[№§]) (?=\d)", NBSP),
        (r"(?<![\w])(ул|пр|пл|стр|рис|им|см|гг?|вв?|т)\. (?=\w)", rf"\1.{NBSP}"),
        (r"(?<![\w])([А-ЯЁ])\. ?(?=[А-ЯЁ])", None),
        (r"(?<=[а-яё]) (?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.)", NBSP),
    )
)


def bind(text: str) -> str:
    """Non-breaking spaces where a line must not end. Twice is the same as once."""
    for pattern, replacement in _BINDINGS:
        text = pattern.sub(replacement or _bound_initial, text)
    return text


def _bound_initial(found: re.Match) -> str:
    return found[0].replace(" ", NBSP)


_WORD = re.compile(rf"[А-Яа-яЁё{SOFT_HYPHEN}]+")
_VOWEL, _CONSONANT, _SIGN = "[аеёиоуыэюя]", "[бвгджзклмнпрстфхцчшщ]", "[йьъ]"
_LETTER = "[а-яё]"
# Where a syllable ends; the first rule that fits a place wins.
_BREAKS = tuple(
    re.compile(f"(?<={left})(?={right})", re.IGNORECASE)
    for left, right in (
        (_SIGN, _LETTER * 2),
        (_VOWEL, _VOWEL + _LETTER),
        (_VOWEL + _CONSONANT, _CONSONANT + _VOWEL),
        (_CONSONANT + _VOWEL, _CONSONANT + _VOWEL),
        (_VOWEL + _CONSONANT, _CONSONANT + _CONSONANT + _VOWEL),
        (_VOWEL + _CONSONANT + _CONSONANT, _CONSONANT + _CONSONANT + _VOWEL),
    )
)
LONG = 9
EDGE = 3


def soften(text: str, long: int = LONG) -> str:
    """Soft hyphens by syllables in words of `long` letters and more, for narrow columns. Twice is as once."""
    return _WORD.sub(lambda found: found[0] if len(found[0]) < long else _softened(found[0]), text)


def _softened(word: str) -> str:
    if SOFT_HYPHEN in word:
        return word
    places = {place.start() for rule in _BREAKS for place in rule.finditer(word)}
    cuts = [0, *sorted(place for place in places if EDGE <= place <= len(word) - EDGE), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(cuts))


def plural(number: int, forms: str) -> str:
    """The form of a noun for a number: `plural(21, "человек,человека,человек")` is «человек»."""
    one, few, many = forms.split(",")
    tail = abs(number) % 100
    if tail % 10 == 1 and tail != 11:
        return one
    if tail % 10 in (2, 3, 4) and tail not in (12, 13, 14):
        return few
    return many


def grouped(number: int) -> str:
    """«1 284»: thousands apart, in one line."""
    return f"{number:,}".replace(",", NBSP).replace("-", "−")


_EXTENSION = re.compile(r"\s*(?:,|доб\.?|ext\.?)\s*(\d+)\s*$", re.IGNORECASE)


def phone(number: str) -> str:
    """A Russian number as people read it: «8 861 200-04-05», with «доб. 12»; anything else as it was written."""
    digits, extension = _digits(number)
    if len(digits) != 11 or digits[0] not in "78":
        return number
    written = f"8 {digits[1:4]} {digits[4:7]}-{digits[7:9]}-{digits[9:]}".replace(" ", NBSP)
    return f"{written}, доб.{NBSP}{extension}" if extension else written


def dialled(number: str) -> str:
    """For `href="tel:…"`: «+78612000405», an extension after a pause; an internal number as its digits."""
    digits, extension = _digits(number)
    whole = f"+7{digits[1:]}" if len(digits) == 11 and digits[0] in "78" else digits
    return f"{whole},{extension}" if extension else whole


def _digits(number: str) -> tuple[str, str]:
    found = _EXTENSION.search(number)
    main = number[: found.start()] if found else number
    return re.sub(r"\D", "", main), found[1] if found else ""
