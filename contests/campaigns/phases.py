"""The phases of a campaign: pure. Which one it is now, the clock alone decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Phase(Enum):
    """скоро → запись → идёт → итоги; CLOSED: nobody may join any more, and it has not begun yet."""

    SOON = "Скоро"
    SIGNUP = "Идёт запись"
    CLOSED = "Запись закрыта"
    RUNS = "Акция идёт"
    OVER = "Как это было"


@dataclass(frozen=True)
class Hours:
    """The four moments of a campaign."""

    signup_from: datetime
    signup_until: datetime
    starts_at: datetime
    ends_at: datetime

    def phase(self, now: datetime) -> Phase:
        """A phase holds from its first instant to the first instant of the next."""
        if now >= self.ends_at:
            return Phase.OVER
        if now >= self.starts_at:
            return Phase.RUNS
        if now >= self.signup_until:
            return Phase.CLOSED
        return Phase.SIGNUP if now >= self.signup_from else Phase.SOON

    def takes_people(self, now: datetime) -> bool:
        """Whether one may join: possibly while it already runs."""
        return self.signup_from <= now < self.signup_until
