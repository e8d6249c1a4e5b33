"""Moments of a film: kept as seconds, typed and shown as minutes and seconds."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from portal.templatetags.portal_ui import plural

MINUTE = 60
PROGRAMME = re.compile(r"(?:(\d{1,2}[:.]\d{2})[\s,—–-]*)?(.+)")
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


def clock(seconds: int) -> str:
    """«2:14», «1:02:14»."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def length(seconds: float) -> str:
    """«14 минут», «48 секунд»."""
    if seconds < MINUTE:
        return plural(round(seconds), "секунда,секунды,секунд")
    return plural(round(seconds / MINUTE), "минута,минуты,минут")


def seconds_of(typed: str) -> int:
    """The seconds of «02:14». ValidationError says how to write them."""
    found = CLOCK.fullmatch(typed.strip())
    if not found:
        raise ValidationError("Напишите минуты и секунды через двоеточие: 02:14.")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def programme_rows(text: str) -> list[tuple[str, str]]:
    """«18:45 Собираемся» as («18:45», «Собираемся»), a row a line; without a time the first is empty."""
    found = (PROGRAMME.fullmatch(line.strip()) for line in text.splitlines() if line.strip())
    return [((row[1] or "").replace(".", ":"), row[2]) for row in found if row]


class ClockField(forms.Field):
    """Takes «02:14»."""

    def prepare_value(self, value):
        return clock(value) if isinstance(value, int) else value

    def to_python(self, value):
        return None if value in self.empty_values else value if isinstance(value, int) else seconds_of(value)

    def has_changed(self, initial, data):
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


class TimeField(models.PositiveIntegerField):
    """A moment of a film, in seconds; a form shows it as «2:14»."""

    def formfield(self, **kwargs):
        label, needed = self.verbose_name, not self.blank
        return ClockField(label=label, required=needed, help_text=self.help_text)
