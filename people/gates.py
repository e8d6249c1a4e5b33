"""Faces and names: consents decide, at every request and before anything leaves for a channel."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from people.models import Consent, Employee, Purpose
from portal.search.normal import fold, nominatives, words
from portal.stories import Summary

NOT_ASKED = "нет согласия «Снимки и имя в канале Telegram»"


def portrait_may_be_shown(picture, user) -> bool | None:
    """None for pictures that are nobody's portrait; those who keep the records see every one."""
    owners = list(Employee.objects.filter(photo=picture).values_list("pk", flat=True)[:50])
    if not owners:
        return None
    if user.has_perm("people.change_employee"):
        return True
    return Consent.objects.given().filter(employee__in=owners, purpose=Purpose.PHOTO).exists()


def face_may_be_shown(picture, user) -> bool | None:
    """Forbidden once somebody on the picture has withdrawn the consent to the magazine; otherwise not ours to say."""
    if user.has_perm("people.change_employee"):
        return None
    given = Consent.objects.filter(purpose=Purpose.MAGAZINE, employee__depicted_on__picture=picture)
    withdrawn = given.exclude(withdrawn_at=None).exclude(employee__in=given.given().values("employee"))
    return False if withdrawn.exists() else None


def may_leave(summary: Summary) -> list[str]:
    """Why this teaser stays: a face on its cover, or a name in its words, of somebody who has not agreed to the channel."""
    faces = _without_consent(Purpose.TELEGRAM, _on_picture(summary.cover))
    reasons = [f"На обложке {person.full_name}: {NOT_ASKED}. Возьмите другую обложку." for person in faces]
    named = _without_consent(Purpose.TELEGRAM, _named_in(f"{summary.title} {summary.lead}", summary))
    reasons += [f"В заголовке или лиде {person.full_name}: {NOT_ASKED}. Уберите имя." for person in named]
    return reasons


def without_magazine_consent(employee_ids: Collection[int], pictures: Collection[int]) -> list[Employee]:
    """Of these people, and of those on these pictures, whoever has not agreed to the magazine."""
    people = Employee.objects.filter(Q(pk__in=employee_ids) | Q(depicted_on__picture__in=pictures)).distinct()
    return _without_consent(Purpose.MAGAZINE, people.values_list("pk", flat=True))


def _on_picture(picture) -> Collection[int]:
    if picture is None:
        return ()
    shown = Employee.objects.filter(Q(photo=picture) | Q(depicted_on__picture=picture))
    return list(shown.values_list("pk", flat=True).distinct()[:50])


def _named_in(text: str, summary: Summary) -> Collection[int]:
    """The story's own people whose surname stands in the text, in any case."""
    spoken = {form for word in words(text) for form in (word, *nominatives(word))}
    people = Employee.objects.filter(pk__in=[person.employee_id for person in summary.people if person.employee_id])
    return [pk for pk, surname in people.values_list("pk", "surname") if fold(surname) in spoken]


def _without_consent(purpose: str, employee_ids: Collection[int]) -> list[Employee]:
    if not employee_ids:
        return []
    agreed = Consent.objects.given().filter(purpose=purpose).values("employee")
    return list(Employee.objects.filter(pk__in=employee_ids).exclude(pk__in=agreed)[:20])
