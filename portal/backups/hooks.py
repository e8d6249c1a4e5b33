"""What a section says of backups: what makes a portal somebody's, and what a restored portal must not do a second time."""

from __future__ import annotations

from django.db import connection, models
from django.dispatch import Signal

# Sent in one transaction when a portal has been put back, its tables up to date and its workers still stopped.
restored = Signal()
_precious: list[type[models.Model]] = []


def never_overwrite_unasked(*model_classes: type[models.Model]) -> None:
    """One row of these makes the portal somebody's; sections, groups and roles are made by the set-up and count nothing."""
    _precious.extend(model for model in model_classes if model not in _precious)


def counts() -> dict[str, int]:
    """How many rows there are of each, by the name people know; a database without tables has none."""
    tables = set(connection.introspection.table_names())
    return {
        str(model._meta.verbose_name_plural): model._default_manager.count() if model._meta.db_table in tables else 0
        for model in _precious
    }
