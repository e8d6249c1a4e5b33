"""When a holiday comes: a fixed day, «третье воскресенье марта», or a date that the company sets itself. Pure."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

LAST = 5
# Days of February that only leap years have come back within eight years (1896, 1904).
YEARS_AHEAD = 9


@dataclass(frozen=True)
class EachYear:
    """The same day each year; 29 February waits for a leap year."""

    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        return date(year, self.month, self.day) if self.day <= calendar.monthrange(year, self.month)[1] else None


@dataclass(frozen=True)
class NthWeekday:
    """The `nth` (1 to 4, or `LAST`) Monday (0) to Sunday (6) of a month."""

    month: int
    weekday: int
    nth: int

    def in_year(self, year: int) -> date:
        first, days = calendar.monthrange(year, self.month)
        day = 1 + (self.weekday - first) % 7 + 7 * (self.nth - 1)
        return date(year, self.month, day if day <= days else day - 7)


@dataclass(frozen=True)
class Once:
    """A date somebody has set; the next one is set by hand too."""

    on: date

    def in_year(self, year: int) -> date | None:
        return self.on if self.on.year == year else None


Rule = EachYear | NthWeekday | Once


def next_date(rule: Rule, today: date) -> date | None:
    """The first day of the holiday that is not before `today`; None: nobody has set one yet."""
    years = (
        [rule.on.year]
        if isinstance(rule, Once)
        else range(today.year, min(today.year + YEARS_AHEAD, date.max.year + 1))
    )
    days = (rule.in_year(year) for year in years)
    return next((day for day in days if day and day >= today), None)
