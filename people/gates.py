"""Faces: a portrait is shown to colleagues only while its consent stands, at every request."""

from people.models import Consent, Employee, PortraitProposal, Purpose


def portrait_may_be_shown(picture, user) -> bool | None:
    """None for pictures that are nobody's portrait; those who keep the records see every one."""
    owners = list(Employee.objects.filter(photo=picture).values_list("pk", flat=True)[:50])
    if not owners:
        return None
    if user.has_perm("people.change_employee"):
        return True
    return Consent.objects.given().filter(employee__in=owners, purpose=Purpose.PHOTO).exists()


def proposal_may_be_seen(picture, user) -> bool | None:
    """A portrait that is not approved is for its person and for those who keep the records alone."""
    owners = set(PortraitProposal.objects.filter(picture=picture).values_list("employee__user_id", flat=True))
    if not owners:
        return None
    return (user.pk is not None and user.pk in owners) or user.has_perm("people.change_employee")
