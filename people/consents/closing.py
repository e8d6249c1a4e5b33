"""The files of a portrait whose consent was withdrawn: its sizes are deleted, the original goes where no address leads.

The gate of pictures refuses them from the moment of the withdrawal; this takes the bytes away too. A task does it, and a
periodic sweep does what a task that died has left.
"""

from __future__ import annotations

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django_tasks import task

from people.models import Consent, Employee, Purpose
from portal import renditions
from portal.images import Picture
from portal.uploads.names import random_name

CLOSED, OPEN = "closed/portraits", "original_images"
AT_ONCE = 200


@task(backend="jobs", queue_name="jobs")
def settle(employee_id: int) -> None:
    """Makes the files of one portrait follow the consent; safe to repeat."""
    for employee in _with_photo().filter(pk=employee_id):
        _settle(employee)


def sweep() -> None:
    """Whatever does not follow yet."""
    closed = _with_photo().filter(photo__file__startswith=CLOSED, agrees=True)
    still_open = _with_photo().filter(photo__file__startswith=OPEN, agrees=False, has_withdrawn=True)
    for employee in [*closed[:AT_ONCE], *still_open[:AT_ONCE]]:
        _settle(employee)


def soon(employee: Employee, purpose: str) -> None:
    """In the transaction of the change: the files follow once it is committed."""
    if purpose == Purpose.PHOTO and employee.photo_id:
        settle.enqueue(employee.pk)


def _with_photo() -> QuerySet[Employee]:
    of_photo = Consent.objects.filter(employee=OuterRef("pk"), purpose=Purpose.PHOTO)
    return (
        Employee.objects.exclude(photo=None)
        .select_related("photo")
        .annotate(agrees=Exists(of_photo.given()), has_withdrawn=Exists(of_photo.exclude(withdrawn_at=None)))
    )


def _settle(employee: Employee) -> None:
    picture, folder = employee.photo, OPEN if employee.agrees else CLOSED
    if not employee.agrees:
        _delete_sizes(picture)
    if not picture.file.name.startswith(folder):
        _move(picture, folder)
    if employee.agrees:
        renditions.make_soon([picture.pk], renditions.OF_PEOPLE)


def _delete_sizes(picture: Picture) -> None:
    for rendition in picture.renditions.all():
        storage, name = rendition.file.storage, rendition.file.name
        rendition.delete()
        storage.delete(name)


def _move(picture: Picture, folder: str) -> None:
    """The row follows the copy, the old bytes go last: dying in between leaves a copy, never a picture without a file."""
    storage: Storage = picture.file.storage
    old = picture.file.name
    with storage.open(old) as content:
        new = storage.save(random_name(folder, old), content)
    Picture.objects.filter(pk=picture.pk, file=old).update(file=new)
    transaction.on_commit(lambda: storage.delete(old))
