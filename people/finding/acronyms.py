"""How people shorten the name of a unit: «ПТО», «ОТиЗ». Pure."""

from __future__ import annotations

import re

from portal.search.normal import words

QUOTED = re.compile("«([^«»]+)»")
PREPOSITIONS = frozenset({"по", "в", "во", "на", "для", "с", "со", "при", "от", "о", "об", "к", "из", "за", "у"})
AND = "и"
SHORTEST, LONGEST = 2, 8


def acronyms(name: str) -> set[str]:
    """The first letters of its words, with «и» and without; of what stands in quotes also alone: «Филиал «Тепловые сети»» is «тс»."""
    found = set()
    for text in (name, *QUOTED.findall(name)):
        said = [word for word in words(text.replace("№", " ")) if word.isalpha() and word not in PREPOSITIONS]
        found |= {_letters(said), _letters([word for word in said if word != AND])}
    return {letters for letters in found if SHORTEST <= len(letters) <= LONGEST}


def _letters(said: list[str]) -> str:
    return "".join(word[0] for word in said)
