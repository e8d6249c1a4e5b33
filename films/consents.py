"""A face in a film needs the person's consent «Съёмка в фильмах»: before it is published, and all the time after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.gates import agrees
from people.models import Employee, Purpose
from portal import problems

if TYPE_CHECKING:
    from films.models import FilmPage

MISSING = "Нет согласия «Съёмка в фильмах»: {}. Получите его или уберите человека из фильма и из списка."
NO_FILM = "Выберите файл фильма или укажите адрес на площадке."
NOT_READY = "Файл фильма ещё не готов: {}."
TAKEN_DOWN = "Фильм снят с публикации: отозвано согласие на съёмку. «{}»"


class NotReadyError(Exception):
    """The film cannot be published as it stands; the message says why, in Russian."""


def obstacles(film: FilmPage) -> list[str]:
    """What forbids to publish the film as it is in memory; empty: nothing does."""
    reasons = []
    if not film.video_id and not film.address:
        reasons.append(NO_FILM)
    elif film.video_id and not film.video.is_ready:
        reasons.append(NOT_READY.format(film.video.get_state_display()))
    missing = without_consent(film)
    if missing:
        reasons.append(MISSING.format(", ".join(person.full_name for person in missing)))
    return reasons


def without_consent(film: FilmPage, purpose: Purpose = Purpose.FILM) -> list[Employee]:
    """Whose face is in the film without a standing consent. The crew stays behind the camera."""
    shown = {row.employee_id for row in film.cast.all() if row.employee_id and not row.crew}
    if not shown:
        return []
    return list(Employee.objects.filter(pk__in=shown).exclude(agrees(purpose)).order_by("sort_key"))


def film_published(instance: FilmPage, **kwargs) -> None:
    """Receiver, in the transaction of each publication: the clock, bulk actions and code obey the rule of the editor."""
    if reasons := obstacles(instance):
        raise NotReadyError(" ".join(reasons))


def consent_changed(employee: Employee, purpose: str, stands: bool, **kwargs) -> None:
    """Receiver, in the transaction of the withdrawal: nobody can be cut out of a film, so it is shown no more."""
    from films.models import FilmPage

    if stands or purpose != Purpose.FILM:
        return
    for film in FilmPage.objects.live().filter(cast__employee=employee, cast__crew=False).distinct():
        film.unpublish()
        problems.report(
            f"film-consent:{film.pk}",
            TAKEN_DOWN.format(film.title),
            "Уберите человека из фильма или получите согласие.",
        )
