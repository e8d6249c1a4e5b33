"""Whether a text names a person by the surname, in any case."""

from __future__ import annotations

import re

from portal.search.normal import fold

# Cut from a surname to get what all its cases share; then any of these may follow.
ENDING = re.compile(r"(?:ская|ский|цкая|цкий|ая|ой|ый|ий|ие|а|я|о|е|ы|и|й|ь)$")
CASES = (
    "а|я|у|ю|е|ы|и|о|ь|й|ой|ей|ою|ею|ом|ем|ым|им|ый|ий|ая|ую|юю|ого|его|ому|ему|ые|ие|ых|их|ыми|ими|ами|ями|ах|ях|ам|ям"
    "|ск(?:ая|ий|ого|ому|им|ом|ой|ую|ие|их|ими)|цк(?:ая|ий|ого|ому|им|ом|ой|ую|ие|их|ими)"
)
SHORTEST_STEM = 2


def names_somebody(text: str, surname: str) -> bool:
    """«Кривошлыковой» and «КРИВОШЛЫКОВУ» name Кривошлыкова; «Ивановка» does not name Иванов."""
    plain = fold(surname).strip()
    if not plain:
        return False
    stem = ENDING.sub("", plain)
    stem = stem if len(stem) >= SHORTEST_STEM else plain
    return re.search(rf"(?<!\w){re.escape(stem)}(?:{CASES})?(?!\w)", fold(text)) is not None
