"""The section: the year line of holidays with the films under each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from wagtail.models import Page

from films.models.films import FilmPage
from films.models.holidays import Holiday
from portal.pages import SharedPage
from portal.prefetch import prefetch_pictures

FILMS_UNDER_A_HOLIDAY = 6
OTHERS_AT_MOST = 12


@dataclass
class Occasion:
    """A holiday on the line: when it comes next, and the films made for it, the newest first. `more` are not shown."""

    holiday: Holiday
    on: date | None
    films: list[FilmPage] = field(default_factory=list)
    more: int = 0


class FilmIndexPage(SharedPage, Page):
    """All films. Made by `manage.py setup`, one for ever."""

    max_count = 1
    parent_page_types = []
    subpage_types = ["films.FilmPage"]

    class Meta:
        verbose_name = "раздел фильмов"

    def get_context(self, request, *args, **kwargs):
        films = list(FilmPage.objects.live().child_of(self).on_cards())
        line = _year_line(films)
        others = [film for film in films if film.holiday_id is None][:OTHERS_AT_MOST]
        prefetch_pictures(*(film.cover for occasion in line for film in occasion.films), *(f.cover for f in others))
        return super().get_context(request, *args, **kwargs) | {"line": line, "others": others}


def _year_line(films: list[FilmPage]) -> list[Occasion]:
    """From the holiday that comes next to the one just past; those without a date at the end."""
    today = timezone.localdate()
    line = [Occasion(holiday, holiday.next_on(today)) for holiday in Holiday.objects.all()]
    for occasion in line:
        made = [film for film in films if film.holiday_id == occasion.holiday.pk]
        occasion.films, occasion.more = made[:FILMS_UNDER_A_HOLIDAY], len(made[FILMS_UNDER_A_HOLIDAY:])
    return sorted(line, key=lambda occasion: (occasion.on is None, occasion.on or today, occasion.holiday.name))
