"""What comes next on the screen: the nearest premiere, the newest film, the next holiday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce
from django.utils import timezone

from films.models import FilmPage, Holiday

# Among so many of the newest the next premiere and the last one are found: a company makes a handful of films a year.
LOOKED_AT = 12


@dataclass(frozen=True)
class Coming:
    """Each may be missing: `premiere` opens later than now, `latest` may be watched."""

    premiere: FilmPage | None
    latest: FilmPage | None
    holiday: Holiday | None
    on: date | None


def coming() -> Coming:
    """Two queries; the caller prefetches the covers."""
    newest = FilmPage.objects.live().on_cards().order_by(Coalesce("premiere_at", "first_published_at").desc(), "-pk")
    films = list(newest[:LOOKED_AT])
    ahead = [film for film in films if not film.is_open]
    holiday, on = _next_holiday()
    return Coming(
        premiere=ahead[-1] if ahead else None,
        latest=next((film for film in films if film.is_open), None),
        holiday=holiday,
        on=on,
    )


def _next_holiday() -> tuple[Holiday | None, date | None]:
    today = timezone.localdate()
    dated = ((holiday, holiday.next_on(today)) for holiday in Holiday.objects.all())
    return min(((one, on) for one, on in dated if on), key=lambda pair: pair[1], default=(None, None))
