"""How shifts are called: «суббота, 17 октября, 9:00–12:00»."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format

from portal.dates import NBSP
from portal.typography import grouped, plural

PLACES = "место,места,мест"
PEOPLE = "человек,человека,человек"


def span(begins: datetime, ends: datetime) -> str:
    """The day once, unless there are two of them."""
    first, last = timezone.localtime(begins), timezone.localtime(ends)
    start = date_format(first, "l, j E, G:i").lower()
    if first.date() == last.date():
        return _bound(f"{start}–{date_format(last, 'G:i')}")
    return f"{_bound(start)} — {date_format(last, 'j E, G:i').replace(' ', NBSP)}"


def called(shift) -> str:
    """With its name before the hours, if it has one."""
    hours = span(shift.begins, shift.ends)
    return f"{shift.title}: {hours}" if shift.title else hours


def counted(number: int, forms: str) -> str:
    """«21 место»."""
    return f"{grouped(number)}{NBSP}{plural(number, forms)}"


def places_left(shift) -> str:
    """«осталось 3 места», «мест нет», «мест хватит всем»."""
    if shift.free is None:
        return "мест хватит всем"
    return f"осталось {counted(shift.free, PLACES)}" if shift.free else "мест нет"


def amount(number: Decimal) -> str:
    """«12,4», «1 204», and what is small with two digits that say something: «0,034»."""
    digits = 2 if number >= 1 else max(2, 1 - number.adjusted()) if number else 0
    whole, _, rest = f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}".partition(".")
    rest = rest.rstrip("0")
    return grouped(int(whole)) + (f",{rest}" if rest else "")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bound(text: str) -> str:
    """A day and its month stay on one line."""
    day, comma, rest = text.partition(", ")
    return f"{day}{comma}{rest.replace(' ', NBSP, 1)}"
