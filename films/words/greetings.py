"""«Слова коллег»: written, taken back, let through or sent back. Each act is one transaction with what follows from it."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import caches
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from engagement import notices
from films.models import FilmPage, Greeting
from people.models import Employee
from portal import pagecache

State = Greeting.State
MOST_AN_HOUR = 10
HOUR = int(timedelta(hours=1).total_seconds())
ACCEPTED = "Ваши слова — на странице фильма «{}». Спасибо!"
DECLINED = "Редакция не поставила ваши слова о фильме «{}»: {}"


class TooManyError(Exception):
    """Somebody writes faster than people do."""


def waiting() -> QuerySet[Greeting]:
    """What the press has not read yet, the oldest first."""
    authors = Prefetch("author", Employee.objects.with_names_and_posts())
    return (
        Greeting.objects.filter(state=State.WAITING)
        .order_by("written_at")
        .select_related("film")
        .prefetch_related(authors)
    )


def count_waiting() -> int:
    return Greeting.objects.filter(state=State.WAITING).count()


@transaction.atomic
def write(film: FilmPage, author: Employee, text: str) -> Greeting:
    """One greeting a film; written anew it waits for the press again."""
    _count(author)
    _take_down(Greeting.objects.filter(film=film, author=author, state=State.ACCEPTED))
    fresh = {"text": text, "state": State.WAITING, "reason": "", "written_at": timezone.now(), "decided_at": None}
    return Greeting.objects.update_or_create(film=film, author=author, defaults=fresh | {"decided_by": None})[0]


@transaction.atomic
def take_back(film: FilmPage, author: Employee) -> bool:
    """The writer's own decision, at any time."""
    own = Greeting.objects.filter(film=film, author=author)
    _take_down(own.filter(state=State.ACCEPTED))
    return bool(own.delete()[0])


@transaction.atomic
def accept(pks: list[int], user) -> int:
    """Those of them that still wait are shown, and their writers are told; answers how many."""
    chosen = list(Greeting.objects.select_for_update().filter(pk__in=pks, state=State.WAITING).select_related("film"))
    for greeting in chosen:
        _decide(greeting, user, State.ACCEPTED, "")
        _tell(greeting, ACCEPTED.format(greeting.film.title))
    if chosen:
        pagecache.bump("pages")
    return len(chosen)


@transaction.atomic
def decline(pk: int, user, reason: str) -> bool:
    """Not shown; its writer reads why. What stood on the page already is taken down."""
    found = Greeting.objects.select_for_update().filter(pk=pk).exclude(state=State.DECLINED)
    greeting = found.select_related("film").first()
    if greeting is None:
        return False
    _take_down(found.filter(state=State.ACCEPTED))
    _decide(greeting, user, State.DECLINED, reason)
    _tell(greeting, DECLINED.format(greeting.film.title, reason))
    return True


def _decide(greeting: Greeting, user, state: State, reason: str) -> None:
    greeting.state, greeting.reason = state, reason
    greeting.decided_by, greeting.decided_at = user, timezone.now()
    greeting.save()


def _tell(greeting: Greeting, text: str) -> None:
    key = f"film-greeting:{greeting.pk}:{greeting.decided_at:%Y%m%d%H%M%S}"
    notices.tell([greeting.author_id], text, greeting.film.url, key=key)


def _take_down(shown: QuerySet[Greeting]) -> None:
    if shown.exists():
        pagecache.bump("pages")


def _count(author: Employee) -> None:
    """Taken back or not, each writing counts."""
    key = f"film-greetings:{author.pk}"
    if not caches["shared"].add(key, 1, HOUR) and caches["shared"].incr(key) > MOST_AN_HOUR:
        raise TooManyError
