"""The words of a diploma: text with named fields, checked and filled. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

FIELD = re.compile(r"\{([^{}]*)\}")
NAME, PLACE = "имя", "место"
LARGE = {f"{{{NAME}}}": "name", f"{{{PLACE}}}": "place"}
HELP = (
    "Можно вставить: {имя}, {место}, {конкурс}, {номинация}, {работа}, {дата}. "
    "{имя} и {место} отдельной строкой печатаются крупно."
)


class For(TextChoices):
    """Whom a template is for: it decides what can be said."""

    AWARD = "award", "победителям и призёрам"
    ENTRANT = "entrant", "участникам без наград"
    JURY = "jury", "членам жюри"


class Case(TextChoices):
    """The case in which the wording asks for the name."""

    NOMINATIVE = "nomn", "именительный: кто"
    DATIVE = "datv", "дательный: кому"
    ACCUSATIVE = "accs", "винительный: кого"


_COMMON = {NAME, "конкурс", "дата"}
FIELDS: dict[str, set[str]] = {
    For.AWARD: {*_COMMON, PLACE, "номинация", "работа"},
    For.ENTRANT: {*_COMMON, "номинация", "работа"},
    For.JURY: _COMMON,
}


@dataclass(frozen=True)
class Line:
    """A line of the paper; `large` is "name", "place" or nothing."""

    text: str
    large: str = ""


def what_is_wrong(text: str, kind: str) -> str:
    """What an editor must mend in the text; empty: nothing."""
    known = FIELDS.get(kind, set())
    used = FIELD.findall(text)
    if unknown := [field for field in dict.fromkeys(used) if field not in known]:
        named = ", ".join(f"{{{field}}}" for field in unknown)
        return f"Здесь нельзя вставить: {named}. Можно: {', '.join(f'{{{field}}}' for field in sorted(known))}."
    if "{" in FIELD.sub("", text) or "}" in FIELD.sub("", text):
        return "Лишняя фигурная скобка."
    if used.count(NAME) != 1:
        return "Имя, {имя}, должно стоять в тексте один раз."
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with these values; a field without one stays open. No value opens a field of its own."""
    return FIELD.sub(lambda found: _plain(values.get(found[1]), found[0]), text)


def lines(text: str, values: Mapping[str, str]) -> list[Line]:
    """The lines of a text; one that is a name or a place alone is set large."""
    return [_line(line.strip(), values) for line in text.splitlines() if line.strip()]


def _line(line: str, values: Mapping[str, str]) -> Line:
    return Line(filled(line, values), LARGE.get(line, ""))


def _plain(value: str | None, field: str) -> str:
    return field if value is None else value.replace("{", "(").replace("}", ")")
