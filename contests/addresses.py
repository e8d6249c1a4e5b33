"""Words below /contests/ that are no page's: see `contests.urls`."""

from django.core.exceptions import ValidationError

RESERVED = frozenset({"diplomas", "mine", "winners", "works"})
TAKEN = "Этот адрес занят разделом. Возьмите другой."


def check(slug: str) -> None:
    """Raises ValidationError where a page of this slug could never be opened."""
    if slug in RESERVED:
        raise ValidationError({"slug": TAKEN})
