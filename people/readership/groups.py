"""Groups as they may be shown: nobody is found by being few. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LEAST = 10
OTHERS = "Остальные"
NAMELESS = "Без места работы"


@dataclass(frozen=True)
class Group:
    """`readers` are reads, a person a day once; `finished` are those to the end."""

    name: str
    readers: int
    finished: int

    @property
    def share(self) -> int:
        """Per cent of those who read to the end."""
        return round(100 * self.finished / self.readers) if self.readers else 0


def merged(groups: list[Group]) -> list[Group]:
    """The largest first; those under ten together as «Остальные», last. A group left alone there would be found by
    subtraction, so the next one joins it; what does not come to ten in all is not shown at all.
    """
    ordered = sorted(groups, key=lambda group: (-group.readers, group.name))
    large = [group for group in ordered if group.readers >= LEAST]
    small = [group for group in ordered if group.readers < LEAST]
    while small and large and (len(small) < 2 or _readers(small) < LEAST):
        small.append(large.pop())
    if not small:
        return large
    if _readers(small) < LEAST:
        return []
    return [*large, Group(OTHERS, _readers(small), sum(group.finished for group in small))]


def _readers(groups: list[Group]) -> int:
    return sum(group.readers for group in groups)
