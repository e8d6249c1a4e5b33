"""The order of an issue: rubrics one after another, articles inside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction

from magazine.models import ArticlePage, IssuePage

Item = TypeVar("Item")


def grouped(articles: Iterable[ArticlePage]) -> list[list[ArticlePage]]:
    """Articles in reading order by rubric, rubrics as they first come. Pure."""
    groups: dict[int | None, list[ArticlePage]] = {}
    for article in articles:
        groups.setdefault(article.rubric_id, []).append(article)
    return list(groups.values())


def moved(items: list[Item], item: Item, position: int) -> list[Item]:
    """The items with this one at `position`, which is brought into bounds. Pure."""
    rest = [other for other in items if other != item]
    position = min(max(position, 0), len(rest))
    return [*rest[:position], item, *rest[position:]]


@transaction.atomic
def move_article(issue: IssuePage, article_pk: int, to, user) -> None:
    """Puts an article elsewhere in its rubric. `to(index)` says where, counted in the rubric.

    Raises LookupError for what is not of this issue.
    """
    groups = _locked_groups(issue)
    for number, group in enumerate(groups):
        pks = [article.pk for article in group]
        if article_pk in pks:
            groups[number] = moved(group, group[pks.index(article_pk)], to(pks.index(article_pk)))
            _save(issue, groups, user)
            return
    raise LookupError(article_pk)


@transaction.atomic
def move_rubric(issue: IssuePage, rubric_pk: int, to, user) -> None:
    """Puts a rubric with all its articles elsewhere in the issue; as `move_article`."""
    groups = _locked_groups(issue)
    pks = [group[0].rubric_id for group in groups]
    if rubric_pk not in pks:
        raise LookupError(rubric_pk)
    index = pks.index(rubric_pk)
    _save(issue, moved(groups, groups[index], to(index)), user)


def _locked_groups(issue: IssuePage) -> list[list[ArticlePage]]:
    """Two editors who move at once take turns."""
    IssuePage.objects.select_for_update().get(pk=issue.pk)
    return grouped(ArticlePage.objects.child_of(issue).order_by("path").defer_streamfields())


def _save(issue: IssuePage, groups: list[list[ArticlePage]], user) -> None:
    """Moves as few pages as it can: at each place where the order differs one page, the one that is out of place."""
    wanted = [article.pk for group in groups for article in group]
    current = list(ArticlePage.objects.child_of(issue).order_by("path").values_list("pk", flat=True))
    while current != wanted:
        place = next(i for i, (is_now, should) in enumerate(zip(current, wanted, strict=True)) if is_now != should)
        if current[place + 1] == wanted[place]:
            pk = current[place]
            after = wanted[wanted.index(pk) - 1]
        else:
            pk = wanted[place]
            after = wanted[place - 1] if place else None
        _move(pk, after, current[0], user)
        current.remove(pk)
        current.insert(current.index(after) + 1 if after else 0, pk)


def _move(pk: int, after: int | None, first: int, user) -> None:
    target = ArticlePage.objects.get(pk=after or first)
    ArticlePage.objects.get(pk=pk).move(target, pos="right" if after else "left", user=user)
