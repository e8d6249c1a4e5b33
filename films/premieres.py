"""A premiere: the film opens by the clock for everybody together, then the channel gets it.

Pages change at that second by the page cache's own clock, files by the rule of `films.media`; no job has to run for
either. The job only tells the channel.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.search import index

from films import screening
from films.timing import programme_rows
from people.models import Employee
from portal import pagecache, stories
from portal.clock import periodic
from portal.prefetch import prefetch_pictures

if TYPE_CHECKING:
    from films.models import FilmPage


def may_see(film: FilmPage, user) -> bool:
    """Whether the film itself is shown: to everybody from its hour on, before it to those who make films."""
    return film.is_open or (user.is_authenticated and user.has_perm("films.change_video"))


def context(film: FilmPage) -> dict[str, object]:
    """What the page shows before the premiere: no file is named, whatever the film has."""
    rows, poster = list(film.cast.all()), screening.poster_of(film)
    employees = Employee.objects.with_names_and_posts().in_bulk({row.employee_id for row in rows if row.employee_id})
    prefetch_pictures(poster, *(employee.photo for employee in employees.values()))
    faces = [screening.face(row, employees) for row in rows if not row.crew]
    return {"poster": poster, "programme": programme_rows(film.programme), "faces": faces}


def film_published(instance: FilmPage, **kwargs) -> None:
    """Receiver, in the transaction of the publication: the hour is set, moved, or dropped, which opens the film now."""
    from films.models import Premiere

    opens_at = None if instance.is_open else instance.premiere_at
    pagecache.turn_at(f"film:{instance.pk}", opens_at)
    if opens_at is None:
        Premiere.objects.filter(film=instance, opened_at=None, at__gt=timezone.now()).update(at=timezone.now())
        return
    hour = {"at": opens_at, "opened_at": None, "is_news": stories.is_announced()}
    Premiere.objects.update_or_create(film=instance, defaults=hour)


@periodic("film-premieres", every=timedelta(seconds=5))
def announce_opened() -> None:
    """The channel and the search get each film once its hour has come."""
    from films.models import Premiere

    for pk in list(Premiere.objects.due().values_list("pk", flat=True)):
        _announce(pk)


@transaction.atomic
def _announce(pk: int) -> None:
    """The row changes for one worker only; the search learns what is told of the film and said in it."""
    from films.models import Premiere

    if not Premiere.objects.due().filter(pk=pk).update(opened_at=timezone.now()):
        return
    premiere = Premiere.objects.select_related("film").get(pk=pk)
    index.insert_or_update_object(premiere.film)
    if premiere.is_news:
        stories.announced.send(sender=Premiere, page_id=pk)
