"""What rooms put on the page of a contest between its rules and its works: the podium, the shifts of a campaign."""

from __future__ import annotations

from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from contests.models import ContestPage

# The name of a template and its context, the same for everybody who may open the page; None: nothing to show.
Part = Callable[[ContestPage], tuple[str, dict] | None]
_parts: list[Part] = []


def register(part: Part) -> Part:
    """Adds a part after those that are there; call it in `AppConfig.ready`."""
    if part not in _parts:
        _parts.append(part)
    return part


def of_contest(contest: ContestPage) -> list[SafeString]:
    """The parts of this page, drawn."""
    made = (part(contest) for part in _parts)
    return [SafeString(render_to_string(*found)) for found in made if found]
