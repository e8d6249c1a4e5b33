"""What films know of people: the filmography on a profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.utils import timezone

from films.models import CastMember, FilmPage
from films.screening import CREW, IN_FILM
from portal.life import LifeEvent

KIND = "Фильм"


def films_of(employee_ids: Collection[int]) -> dict[int, list[LifeEvent]]:
    """Live films of these people: two queries for any number of them; who did several things is told once."""
    rows = CastMember.objects.filter(employee__in=employee_ids, page__live=True).order_by("crew", "sort_order")
    films = FilmPage.objects.live().on_cards().in_bulk({row.page_id for row in rows})
    roles: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in rows:
        if row.page_id in films:
            roles[row.employee_id, row.page_id].append(_credit(row, films[row.page_id]))
    life = defaultdict(list)
    for (employee_id, page_id), played in roles.items():
        life[employee_id].append(_event(films[page_id], played))
    return dict(life)


def _credit(row: CastMember, film: FilmPage) -> str:
    """«Снегурочка, 2:14»; before the premiere without the scene."""
    role = row.role or (CREW if row.crew else IN_FILM)
    return f"{role}, {row.at}" if row.at and film.is_open else role


def _event(film: FilmPage, played: list[str]) -> LifeEvent:
    when = timezone.localdate(film.first_published_at)
    role = f"{KIND}: {'; '.join(dict.fromkeys(played))}"
    return LifeEvent(
        when=when, kind=KIND, title=film.title, url=film.url, role=role, note=film.lead, picture=film.cover
    )
