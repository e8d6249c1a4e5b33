"""Cells that a spreadsheet would run as formulas: told, written so that they stay text, and read back as they were."""

from __future__ import annotations

from collections.abc import Iterable

# What Excel and LibreOffice take for a formula or a command at the start of a cell.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
QUOTE = "'"


def neutralised(value: str) -> str:
    """The cell for a CSV: a dangerous one begins with an apostrophe."""
    return QUOTE + value if value.startswith(DANGEROUS) else value


def neutralised_row(values: Iterable[object]) -> list[str]:
    return [neutralised(str(value)) for value in values]


def original(value: str) -> str:
    """What `neutralised` was given."""
    return value[1:] if value.startswith(QUOTE) and value[1:].startswith(DANGEROUS) else value
