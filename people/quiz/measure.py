"""The portal's own measure: the share of colleagues in other towns whom people can name, by month.

A player can name a colleague when the last answer to the face was right and nothing was wrong since (`QuizCard.knows`).
The share is of all who may be asked about and work in other towns, averaged over those who played in that month.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time
from statistics import fmean

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from people.models import Acquaintance, Post, QuizAnswer, QuizCard
from people.models.quiz import FEWEST_PLAYERS
from people.quiz.pool import askable

MONTHS = 12


def measure(day: date | None = None) -> None:
    """Writes the rows of the month of this day anew, from what players can name now."""
    month = Acquaintance.first_day(day or timezone.localdate())
    by_town = _shares(month)
    groups = {"": [share for shares in by_town.values() for share in shares], **grouped(by_town)}
    rows = [
        Acquaintance(month=month, town=town, players=len(shares), share=fmean(shares))
        for town, shares in groups.items()
        if len(shares) >= FEWEST_PLAYERS
    ]
    with transaction.atomic():
        Acquaintance.objects.filter(month=month).delete()
        Acquaintance.objects.bulk_create(rows)


def grouped(by_town: dict[str, list[float]]) -> dict[str, list[float]]:
    """Towns with ten players or more; the rest together.

    A rest of fewer than ten is joined by the smallest towns: nobody can be found by subtracting groups from the whole.
    """
    towns = {town: shares for town, shares in by_town.items() if town and len(shares) >= FEWEST_PLAYERS}
    rest = [share for town, shares in by_town.items() if town not in towns for share in shares]
    while towns and 0 < len(rest) < FEWEST_PLAYERS:
        rest += towns.pop(min(towns, key=lambda town: (len(towns[town]), town)))
    return {**towns, Acquaintance.OTHERS: rest} if rest else towns


def year() -> list[Acquaintance]:
    """The whole company over the last twelve months that were measured, the oldest first."""
    rows = Acquaintance.objects.filter(town="").order_by("-month")[:MONTHS]
    return list(rows)[::-1]


def last_towns(months: list[Acquaintance]) -> list[Acquaintance]:
    """The towns of the last of these months, the best acquainted first, the rest of the towns at the end."""
    last = Acquaintance.objects.filter(month__in=[row.month for row in months[-1:]])
    towns = last.exclude(town="").order_by("-share", "town")
    return sorted(towns, key=lambda row: row.town == Acquaintance.OTHERS)


def _shares(month: date) -> dict[str, list[float]]:
    """For each town the shares of its players of this month; those without anybody to know elsewhere are left out."""
    players = _players_of(month)
    known = dict(
        QuizCard.objects.filter(player__in=players, knows=True, elsewhere=True, subject__in=askable())
        .values_list("player")
        .annotate(Count("pk"))
    )
    homes, everybody, at_home = _homes(players), askable().count(), _askable_by_town()
    shares = defaultdict(list)
    for player in players.values_list("player", flat=True):
        town = homes.get(player, "")
        if (others := everybody - at_home[town]) > 0:
            shares[town].append(min(known.get(player, 0) / others, 1))
    return dict(shares)


def _players_of(month: date) -> QuerySet:
    begin = timezone.make_aware(datetime.combine(month, time()))
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    end = timezone.make_aware(datetime.combine(following, time()))
    return QuizAnswer.objects.filter(at__gte=begin, at__lt=end).order_by().values("player").distinct()


def _homes(players: QuerySet) -> dict[int, str]:
    """The town of each player's first present post, as `pool.town_of` has it."""
    posts = Post.objects.current().filter(employee__in=players).exclude(place=None).order_by("-pk")
    return dict(posts.values_list("employee", "place__town"))


def _askable_by_town() -> Counter[str]:
    posts = Post.objects.current().filter(employee__in=askable()).exclude(place=None)
    return Counter(dict(posts.values_list("place__town").annotate(Count("employee", distinct=True)).order_by()))
