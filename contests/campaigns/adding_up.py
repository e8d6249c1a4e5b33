"""What was achieved: the sum, the goal, and each subdivision's part, in all and per head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from contests.models import CampaignPage, Contribution
from people.models import Subdivision
from people.units.tree import working_posts

MOST_UNITS = 60


@dataclass(frozen=True)
class Share:
    """A subdivision with all below it. `per_head` is None where nobody works any more; `part` is of the largest, in per cent."""

    unit: Subdivision
    amount: Decimal
    people: int
    part: int

    @property
    def per_head(self) -> Decimal | None:
        return self.amount / self.people if self.people else None


@dataclass(frozen=True)
class Outcome:
    """`filled` is how much of the goal there is, in per cent, 100 at most; None without a goal."""

    total: Decimal
    filled: int | None
    shares: list[Share]


def outcome(campaign: CampaignPage) -> Outcome | None:
    """None before anybody has brought anything. Three queries."""
    entered = dict(
        Contribution.objects.filter(campaign=campaign.pk).values_list("subdivision").annotate(Sum("amount")).order_by()
    )
    if not entered:
        return None
    units = list(Subdivision.objects.filter(pk__in=entered).order_by("path"))
    amounts = rolled_up({unit.path: entered[unit.pk] for unit in units})
    total = sum(entered.values(), Decimal(0))
    filled = min(int(total * 100 / campaign.goal), 100) if campaign.goal else None
    return Outcome(total, filled, _shares([unit for unit in units if unit.path in amounts], amounts))


def rolled_up(amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """By treebeard path: what was entered below a unit that has an amount of its own belongs to that unit."""
    tops: dict[str, Decimal] = {}
    for path in sorted(amounts):
        top = next((above for above in _above(path) if above in tops), path)
        tops[top] = tops.get(top, Decimal(0)) + amounts[path]
    return tops


def _above(path: str) -> Iterable[str]:
    return (path[:end] for end in range(Subdivision.steplen, len(path), Subdivision.steplen))


def _shares(units: list[Subdivision], amounts: dict[str, Decimal]) -> list[Share]:
    """The largest first."""
    most = max(amounts.values())
    units = sorted(units, key=lambda unit: (-amounts[unit.path], unit.name))[:MOST_UNITS]
    people = heads(units)
    return [
        Share(unit, amounts[unit.path], people[unit.pk], max(round(100 * amounts[unit.path] / most), 1))
        for unit in units
    ]


def heads(units: Iterable[Subdivision]) -> dict[int, int]:
    """How many work in each unit and below it, in one query; who holds two posts there is one person."""
    counts = {
        f"n{unit.pk}": Count("employee", distinct=True, filter=Q(subdivision__path__startswith=unit.path))
        for unit in units
    }
    found = working_posts().aggregate(**counts) if counts else {}
    return {int(name[1:]): count for name, count in found.items()}
