"""Cells that a spreadsheet would run as formulas: told, written so that they stay text, and read back as they were."""

from __future__ import annotations

from collections.abc import Iterable

# What Excel and LibreOffice take for a formula or a command at the start of a cell, spaces before it or not.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
QUOTE = "'"


def neutralised(value: str) -> str:
    """The cell for a CSV: a dangerous one begins with an apostrophe."""
    return QUOTE + value if _is_dangerous(value) else value


def neutralised_row(values: Iterable[object]) -> list[str]:
    return [neutralised(str(value)) for value in values]


def original(value: str) -> str:
    """What `neutralised` was given."""
    return value[1:] if value.startswith(QUOTE) and _is_dangerous(value[1:]) else value


def _is_dangerous(value: str) -> bool:
    return value.lstrip(" ").startswith(DANGEROUS)
