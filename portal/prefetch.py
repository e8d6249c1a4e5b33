"""Pictures from all corners of a page get their sizes in one query."""

from __future__ import annotations

from django.db.models import prefetch_related_objects

from portal.images import Picture


def prefetch_pictures(*pictures: Picture | None) -> None:
    """The renditions of all these pictures; None stands for a picture that is not there."""
    prefetch_related_objects([picture for picture in pictures if picture], "renditions")
