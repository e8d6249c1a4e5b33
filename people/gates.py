"""Faces: shown to colleagues only while a consent stands, at every request. What leaves is judged in `people.leaving`."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from people.models import Consent, Employee, PortraitProposal, Purpose, WithheldPicture
from portal.images import Picture


def face_may_be_shown(picture, user) -> bool | None:
    """None for pictures that are nobody's portrait. A portrait withdrawn is closed for everybody, one without a consent
    yet is for those who keep the records, one that waits for them for its person too. A picture with somebody who has withdrawn the magazine's consent is for editors,
    to replace it.
    """
    faces = _faces(picture, user)
    if faces["withheld_now"] or (faces["somebody_withdrew"] and not user.has_perm("wagtailadmin.access_admin")):
        return False
    if faces["is_proposed"]:
        return faces["is_own"] or user.has_perm("people.change_employee")
    if not faces["is_portrait"]:
        return None
    return faces["agreed"] or user.has_perm("people.change_employee")


def shows_somebody(picture) -> bool:
    """A portrait, or a picture with people whom somebody has named."""
    return Employee.objects.filter(Q(photo=picture) | Q(depicted_in__picture=picture)).exists()


def _faces(picture, user) -> dict[str, bool]:
    """All that decides, in one query."""
    proposed = PortraitProposal.objects.filter(picture=picture.pk)
    owners, depicted = Q(employee__photo=picture.pk), Q(depicted_in__picture=picture.pk)
    found = Picture.objects.filter(pk=picture.pk).values(
        withheld_now=Exists(WithheldPicture.objects.filter(picture=picture.pk)),
        is_proposed=Exists(proposed),
        is_own=Exists(proposed.filter(employee__user=user.pk or 0)),
        is_portrait=Exists(Employee.objects.filter(photo=picture.pk)),
        agreed=Exists(Consent.objects.given().filter(owners, purpose=Purpose.PHOTO)),
        somebody_withdrew=Exists(Employee.objects.filter(depicted, _withdrew(Purpose.MAGAZINE))),
    )
    return found.get()


def without_magazine(pictures: set[int], mentioned: set[int]) -> list[Employee]:
    """Who is in these pictures or mentioned, and has no standing consent for the magazine."""
    shown = Q(photo__in=pictures) | Q(depicted_in__picture__in=pictures) | Q(pk__in=mentioned)
    return list(Employee.objects.filter(shown).exclude(agrees(Purpose.MAGAZINE)).distinct())


def kept_from_paper(pictures: Collection[int]) -> set[int]:
    """Those of these pictures that no reader may see: closed portraits, and pictures with somebody who has withdrawn the
    magazine's consent.
    """
    somebody_withdrew = Exists(
        Employee.objects.filter(Q(depicted_in__picture=OuterRef("pk")), _withdrew(Purpose.MAGAZINE))
    )
    closed = Exists(WithheldPicture.objects.filter(picture=OuterRef("pk")))
    return set(Picture.objects.filter(closed | somebody_withdrew, pk__in=pictures).values_list("pk", flat=True))


def agrees(purpose: Purpose) -> Exists:
    return Exists(Consent.objects.given().filter(employee=OuterRef("pk"), purpose=purpose))


def _withdrew(purpose: Purpose) -> Q:
    withdrawn = Consent.objects.withdrawn().filter(employee=OuterRef("pk"), purpose=purpose)
    return Q(Exists(withdrawn)) & ~Q(agrees(purpose))
