"""One typo: words that are one letter apart (missing, superfluous, wrong, or two swapped) from what was typed.

Two such words always share a rest: each with at most one letter taken out (the idea of SymSpell). So the database looks up
a few exact strings instead of comparing the query with every name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

from people.models import SearchWord, Spelling

SHORTEST = 4
LONGEST = 40
MOST = 12
BATCH = 2000


def rests(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def may_be_misspelt(word: str) -> bool:
    """Whether the word is long enough for a typo in it to be told from another word; numbers are not guessed at."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def near(word: str) -> tuple[str, ...]:
    """Words of the index one typo away from a folded word, in alphabetical order; nothing for short words and numbers."""
    if not may_be_misspelt(word):
        return ()
    found = Spelling.objects.filter(rest__in=rests(word)).values_list("word", flat=True).distinct()
    return tuple(sorted(other for other in found if OSA.distance(word, other) == 1))[:MOST]


def learn(words: Iterable[str]) -> None:
    """Adds words to those that may be meant."""
    wanted = {word for word in words if may_be_misspelt(word)}
    new = wanted - _known(wanted)
    rows = [Spelling(word=word, rest=rest) for word in new for rest in rests(word)]
    Spelling.objects.bulk_create(rows, BATCH, ignore_conflicts=True)


def forget_unused() -> int:
    """Removes the words that nobody is found by any more; answers how many rows went."""
    used = SearchWord.objects.values("word")
    return Spelling.objects.exclude(word__in=used).delete()[0]


def _known(words: Collection[str]) -> set[str]:
    """Which of them are there already. Many at once are compared here: a database takes only so many parameters."""
    rows = Spelling.objects.all() if len(words) > BATCH else Spelling.objects.filter(word__in=words)
    return set(rows.values_list("word", flat=True).distinct())
