"""The normaliser: Russian text as the index keeps it and as queries look for it. Pure; no database, no Django.

Both sides fold case and ё, and cut words to the stem of their lemma: a lemma alone is asymmetric («теплоэнергетиков»,
«теплоэнергетики»: two lemmas), a stem alone does not join «люди» and «человек». The index keeps every likely
reading of a word, a query asks for the first one. Names of people are never stemmed, or «Иванов» would be «Иван».
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import pymorphy3
import snowballstemmer

WORD = re.compile(r"[^\W_]+")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
NAMES = ("Surn", "Name", "Patr")
# A reading less likely than this is noise in the index.
LIKELY = 0.1
SHORTEST_BEGINNING = 4
# PostgreSQL refuses an index entry above one megabyte; no article comes near.
INDEXED_LENGTH = 200_000


def fold(text: str) -> str:
    """Lower case, ё as е, no stress marks or soft hyphens, one spelling of each character («²» as «2», и with a breve as й)."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00ad", "").lower()).replace("и\u0306", "й")
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", plain).lower()


def words(text: str) -> list[str]:
    """The folded words: runs of letters and digits, so «ТП-12» is two words."""
    return WORD.findall(fold(text))


@lru_cache(50_000)
def stems(word: str) -> tuple[str, ...]:
    """Stems of the lemmas of all likely readings of a folded word, the likeliest first; other alphabets as they are."""
    if not CYRILLIC.search(word):
        return (word,)
    first, *others = _readings(word)
    likely = [first, *(reading for reading in others if reading.score >= LIKELY)]
    return tuple(dict.fromkeys(map(_stem_of, likely)))


def stem(word: str) -> str:
    """The stem of the likeliest reading of a folded word."""
    return stems(word)[0]


def index_text(text: str) -> str:
    """What the index keeps of a text: the first stems in their order, for phrases, then the other readings' stems."""
    found = [stems(word) for word in words(text[:INDEXED_LENGTH])]
    first = [of_word[0] for of_word in found]
    others = {other for of_word in found for other in of_word[1:]} - set(first)
    return " ".join([*first, *sorted(others)])


def query_text(text: str) -> str:
    """What is asked for: the stem of the first reading of each word."""
    return " ".join(map(stem, words(text)))


def prefix_text(text: str) -> str:
    """What is kept and asked for while somebody types: whole folded words."""
    return " ".join(words(text[:INDEXED_LENGTH]))


def is_known(word: str) -> bool:
    """Whether the dictionary has this word."""
    return _morph().word_is_known(word)


@lru_cache(5_000)
def nominatives(word: str) -> tuple[str, ...]:
    """Names that a folded word may stand for: «петровой» is «петров» or «петрова»; nothing for other words."""
    forms = [form for reading in _readings(word) if _is_name(reading, "sing") for form in reading.lexeme]
    return tuple(dict.fromkeys(fold(form.word) for form in forms if {"nomn", "sing"} in form.tag))


@lru_cache(5_000)
def beginning(word: str) -> str:
    """The beginning that the forms of a folded word have in common; of a name the word itself."""
    likeliest = _readings(word)[0]
    common = "" if _is_name(likeliest) else stem(word)
    return common if len(common) >= SHORTEST_BEGINNING else word


def _readings(word: str) -> list:
    return _morph().parse(word)


def _is_name(reading, *more: str) -> bool:
    return any({name, *more} in reading.tag for name in NAMES)


def _stem_of(reading) -> str:
    lemma = fold(reading.normal_form)
    return lemma if _is_name(reading) else _stemmer().stemWord(lemma)


@cache
def _morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@cache
def _stemmer():
    return snowballstemmer.stemmer("russian")
