"""«Поздравить участника»: one press, one kind word a film, and the person is told."""

from django.db import transaction

from engagement import notices
from films.models import FilmPage, KindWord
from people.models import Employee

SAID = "{} поздравляет вас с фильмом «{}»."


def may_be_congratulated(film: FilmPage, person: Employee) -> bool:
    return film.cast.filter(employee=person).exists()


@transaction.atomic
def say(film: FilmPage, person: Employee, by: Employee) -> bool:
    """False: this colleague has said it already."""
    word, is_new = KindWord.objects.get_or_create(film=film, employee=person, by=by)
    if is_new:
        notices.tell([person.pk], SAID.format(by.full_name, film.title), film.url, key=f"film-kind:{word.pk}")
    return is_new


def said_by(film: FilmPage, by: Employee) -> list[Employee]:
    """Whom this colleague has congratulated on the film."""
    return list(Employee.objects.with_faces().filter(film_kind_words__film=film, film_kind_words__by=by))
