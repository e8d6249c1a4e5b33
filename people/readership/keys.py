"""The secret of a day: while it is kept a mark can be recognised, then no more."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

from portal import keys

PREFIX = "reads-"


def reader(page: int, user: int, day: date) -> str:
    """The key of this person's mark on this page on this day; on another page or day it has nothing in common with it."""
    return hmac.new(keys.secret(_name(day)), f"{page}:{user}".encode(), hashlib.sha256).hexdigest()[:32]


def forget(day: date) -> None:
    """After this nobody can tell whose a mark of the day was."""
    keys.forget(_name(day))


def forget_before(day: date) -> None:
    """The secrets of all earlier days."""
    for name in keys.kept(PREFIX):
        if name < _name(day):
            keys.forget(name)


def _name(day: date) -> str:
    return f"{PREFIX}{day:%Y-%m-%d}"
