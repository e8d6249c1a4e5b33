"""The voter's town, kept with a ballot only where towns weigh the same; small ones are merged at the close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from people.models import Employee, Post

LEAST = 10
MERGED = "Остальные"


def town_of(employee: Employee) -> str:
    """Where this person works now; nothing if unknown."""
    post = Post.objects.current().filter(employee=employee).select_related("place").first()
    return post.place.town if post and post.place else ""


def merging(voters: Mapping[str, int]) -> dict[str, str]:
    """What each town is called in the count: those with fewer than ten voters are one. Pure.

    If they do not come to ten together, the smallest of the others joins them, so that no group of few is left.
    """
    large = Counter({town: number for town, number in voters.items() if town and number >= LEAST})
    small = {town: number for town, number in voters.items() if town not in large}
    while small and large and sum(small.values()) < LEAST:
        town = min(large, key=lambda name: (large[name], name))
        small[town] = large.pop(town)
    return {town: MERGED if town in small else town for town in voters}
