"""What somebody may have meant: the other keyboard layout, Russian in Latin letters. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice, product

from portal.search.normal import CYRILLIC, fold, is_known, words

LATIN_WORD = re.compile("[a-z][a-z']*")
_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_JCUKEN = "йцукенгшщзхъфывапролджэячсмитьбюё" * 2
TO_RUSSIAN_KEYS = str.maketrans(_QWERTY, _JCUKEN)
TO_LATIN_KEYS = str.maketrans(_JCUKEN[:33], _QWERTY[:33])

# How Russian is written in Latin letters: the usual reading of each sign first, the longest signs first; $ ends a word.
SIGNS: dict[str, tuple[str, ...]] = {
    "shch": ("щ",), "sch": ("щ", "сч"), "zh": ("ж",), "kh": ("х",), "ts": ("ц", "тс"), "ch": ("ч",), "sh": ("ш",),
    "yo": ("е", "йо", "ье"), "yu": ("ю", "ью"), "ya": ("я", "ья", "ъя"), "ye": ("е", "ье", "ъе"), "iu": ("ю", "ию"),
    "ia": ("ия", "ья", "я"), "ie": ("ие", "ье"), "ii$": ("ий", "ии"), "ei$": ("ей", "еи"), "ai$": ("ай", "аи"),
    "y$": ("ий", "ы", "ый", "ь"), "$": ("",), "ck": ("к", "цк"),
    "a": ("а",), "b": ("б", "бь"), "c": ("к", "ц"), "d": ("д", "дь"), "e": ("е", "э", "ъе"), "f": ("ф",), "g": ("г",),
    "h": ("х", "г"), "i": ("и", "й", "ьи"), "j": ("ж", "й", "дж"), "k": ("к",), "l": ("л", "ль"), "m": ("м", "мь"),
    "n": ("н", "нь"), "o": ("о",), "p": ("п", "пь"), "q": ("к",), "r": ("р", "рь"), "s": ("с", "сь"), "t": ("т", "ть"),
    "u": ("у",), "v": ("в", "вь"), "w": ("в",), "x": ("кс", "х"), "y": ("ы", "й", "ий", "и", "ь"), "z": ("з", "зь"),
    "'": ("ь", "ъ"),
}  # fmt: skip
# Between a vowel and anything but a vowel y is й: «Sergey», «Tolstoy», but «novaya».
_SHORT_I = "[aeiouy]y(?![aeou])"
_SIGN = re.compile("|".join([_SHORT_I, *map(re.escape, SIGNS), "."]))
# So many signs of one word may be read otherwise than usual before we give up on the dictionary.
UNUSUAL = 2
SPELLINGS = 3
LONGEST = 24


def relayout(text: str) -> str:
    """The same keys on the other layout: «bdfyjd» is «иванов», «еудупкфь» is «telegram»."""
    if CYRILLIC.search(text):
        return text.lower().translate(TO_LATIN_KEYS)
    return text.translate(TO_RUSSIAN_KEYS)


def untransliterate(text: str) -> str:
    """Latin letters read as Russian: «kotelnaya» is «котельная»."""
    return LATIN_WORD.sub(lambda found: in_russian(found[0])[0], fold(text))


def other_spellings(word: str) -> tuple[str, ...]:
    """A folded Latin word in Russian letters, by sound and by layout; nothing for other words."""
    if not LATIN_WORD.search(word):
        return ()
    return tuple(dict.fromkeys([*in_russian(word), *words(relayout(word))[:1]]))


@lru_cache(5_000)
def in_russian(word: str) -> tuple[str, ...]:
    """Readings of a folded Latin word as a Russian one: those the dictionary knows, else the usual one."""
    choices = [_choice(sign) for sign in _SIGN.findall(word[:LONGEST] + "$")]
    known = tuple(islice(filter(is_known, _candidates(choices)), SPELLINGS))
    return known or ("".join(choice[0] for choice in choices),)


def _choice(sign: str) -> tuple[str, ...]:
    if re.fullmatch(_SHORT_I, sign):
        return (SIGNS[sign[0]][0] + "й",)
    return SIGNS.get(sign, (sign,))


def _candidates(choices: list[tuple[str, ...]]) -> Iterator[str]:
    """Readings of the word, the most usual first: no sign read in an unusual way, then one, then two."""
    usual = [choice[0] for choice in choices]
    doubtful = [place for place, choice in enumerate(choices) if len(choice) > 1]
    for count in range(UNUSUAL + 1):
        for places in combinations(doubtful, count):
            for chosen in product(*(choices[place][1:] for place in places)):
                yield _with(usual, dict(zip(places, chosen, strict=True)))


def _with(usual: list[str], changed: dict[int, str]) -> str:
    return "".join(changed.get(place, letters) for place, letters in enumerate(usual))
