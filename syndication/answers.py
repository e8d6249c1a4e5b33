"""What drivers of all services conclude alike: from a lost answer, from a plea to wait."""

from __future__ import annotations

import math
from typing import Any

from syndication.port import Failure


def when_lost(repeatable: bool) -> Failure:
    """The call may have been done and nobody said so: harmless when it can be repeated."""
    return Failure.TRANSIENT if repeatable else Failure.DOUBT


def seconds_to_wait(value: Any, default: float) -> float:
    """What `Retry-After` or its like says, if it is a sensible number."""
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        return default
    return seconds if math.isfinite(seconds) and seconds > 0 else default
