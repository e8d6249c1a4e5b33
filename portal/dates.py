"""Dates as people say them: «сегодня, 10:40», «вчера», «21 февраля»."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

NBSP = "\u00a0"


def day(moment: date | datetime | None) -> str:
    """«21 февраля 2026»."""
    return _spoken(moment, "j E Y") if moment else ""


def when(moment: date | datetime | None) -> str:
    """For lists: the time for today, the year only when it is not this one."""
    if moment is None:
        return ""
    today, its_day = timezone.localdate(), _day(moment)
    if its_day == today:
        return f"сегодня, {_spoken(moment, 'G:i')}" if isinstance(moment, datetime) else "сегодня"
    if its_day == today - timedelta(days=1):
        return "вчера"
    return _spoken(moment, "j E" if its_day.year == today.year else "j E Y")


def _day(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()


def _spoken(moment: date | datetime, pattern: str) -> str:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return date_format(moment, pattern).replace(" ", NBSP)
