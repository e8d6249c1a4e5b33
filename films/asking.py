"""Asking everybody whose consent a film lacks, in one click; who asked is told when it comes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from engagement import notices
from films.consents import without_consent
from films.models import ConsentRequest, FilmPage
from people.models import Employee, Purpose

ASKED = {
    Purpose.FILM: "Вы снялись в фильме «{}». Чтобы он вышел, нужно ваше согласие на съёмку: дать его можно здесь.",
    Purpose.TELEGRAM: "Вы снялись в фильме «{}». Ролик из него пойдёт в канал, только если вы согласны: ответить можно здесь.",
}
ANSWERED = "{}: согласие «{}» дано. Фильм «{}»."


@dataclass(frozen=True)
class Missing:
    """Somebody without the consent, and when he or she was asked last."""

    person: Employee
    request: ConsentRequest | None

    @property
    def may_be_asked(self) -> bool:
        return self.request is None or self.request.may_be_repeated


def missing(film: FilmPage, purpose: Purpose) -> list[Missing]:
    """Whose consent is lacking, in two queries."""
    asked = (
        {row.employee_id: row for row in ConsentRequest.objects.filter(film=film, purpose=purpose)} if film.pk else {}
    )
    return [Missing(person, asked.get(person.pk)) for person in without_consent(film, purpose)]


@transaction.atomic
def ask(film: FilmPage, purpose: Purpose, user) -> int:
    """Asks whoever was not asked within a day; answers how many."""
    FilmPage.objects.select_for_update().filter(pk=film.pk).values_list("pk").get()
    people = [one.person for one in missing(film, purpose) if one.may_be_asked]
    now = timezone.now()
    for person in people:
        fresh = {"asked_by": user, "asked_at": now, "answered_at": None}
        ConsentRequest.objects.update_or_create(film=film, employee=person, purpose=purpose, defaults=fresh)
    text, key = ASKED[purpose].format(film.title), f"film-consent:{film.pk}:{purpose}:{now:%Y%m%d%H%M}"
    notices.tell([person.pk for person in people], text, reverse("own:consents"), key=key, letter=True)
    return len(people)


def consent_changed(employee: Employee, purpose: str, stands: bool, **kwargs) -> None:
    """Receiver, in the transaction of the consent: who asked for it is told."""
    if not stands:
        return
    asked = ConsentRequest.objects.filter(employee=employee, purpose=purpose, answered_at=None)
    for request in asked.select_related("film", "asked_by"):
        _tell_who_asked(request, employee)
    asked.update(answered_at=timezone.now())


def _tell_who_asked(request: ConsentRequest, employee: Employee) -> None:
    askers = Employee.objects.filter(user=request.asked_by_id or 0).values_list("pk", flat=True)
    text = ANSWERED.format(employee.full_name, request.get_purpose_display(), request.film.title)
    url = reverse("wagtailadmin_pages:edit", args=[request.film_id])
    notices.tell(list(askers), text, url, key=f"film-consent-given:{request.pk}:{request.asked_at:%Y%m%d%H%M}")
