"""Portraits whose consent was withdrawn: their sizes are deleted, the original is kept where no address serves it.

The row in `WithheldPicture` is written in the transaction of the withdrawal and closes the picture at once, for
everybody. `settle` makes the files follow; it may die anywhere and be repeated.
"""

from __future__ import annotations

import logging

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from people.models import Consent, Employee, Purpose, WithheldPicture
from portal import pagecache, problems, renditions
from portal.images import Picture

log = logging.getLogger(__name__)
FOLDER = "withheld/"


def consent_changed(employee: Employee, purpose: str, **kwargs) -> None:
    """Closes the portrait in the transaction of the withdrawal, and has the files follow."""
    if purpose != Purpose.PHOTO or not employee.photo_id:
        return
    if must_be_withheld(employee.photo_id):
        WithheldPicture.objects.get_or_create(picture_id=employee.photo_id)
    settle.enqueue(employee.photo_id)


def must_be_withheld(picture_id: int) -> bool:
    """Somebody whose portrait it is has withdrawn, and nobody else of them agrees."""
    return _withdrawn().filter(pk=picture_id).exists()


def is_withheld(picture_id: int) -> bool:
    return WithheldPicture.objects.filter(picture=picture_id).exists()


@task(backend="jobs", queue_name="jobs")
def settle(picture_id: int) -> None:
    """Makes the files follow the consents. May be repeated."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return
    if must_be_withheld(picture_id) or (is_withheld(picture_id) and not picture.portrait_of.exists()):
        close(picture)
    elif is_withheld(picture_id):
        _open(picture)


def settle_all() -> None:
    """What a killed worker has left, and portraits chosen after the withdrawal."""
    due = _withdrawn().filter(Q(withheld=None) | Q(withheld__closed_at=None) | ~Q(renditions=None))
    opened = Picture.objects.filter(~Q(withheld=None), Exists(_owners(Consent.objects.given())))
    for pk in {*due.values_list("pk", flat=True), *opened.values_list("pk", flat=True)}:
        _settle_or_report(pk)


def _settle_or_report(picture_id: int) -> None:
    key = f"withheld:{picture_id}"
    try:
        settle.call(picture_id)
    except OSError as error:  # a storage that fails for one picture does not keep the others open
        log.exception("the files of picture %s do not follow its consent", picture_id)
        problems.report(key, f"Портрет не закрыт или не открыт: снимок № {picture_id}", repr(error))
    else:
        problems.mended(key)


def close(picture: Picture) -> None:
    """Deletes the sizes and moves the original out of reach."""
    row = WithheldPicture.objects.get_or_create(picture=picture)[0]
    with transaction.atomic():
        picture.renditions.all().delete()
        pagecache.bump("people")
    _move(picture.file.name, closed_name(picture))
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_at"])


def _open(picture: Picture) -> None:
    _move(closed_name(picture), picture.file.name)
    with transaction.atomic():
        WithheldPicture.objects.filter(picture=picture).delete()
        pagecache.bump("people")
        renditions.make_soon([picture.pk], renditions.OF_PEOPLE)


def closed_name(picture: Picture) -> str:
    return FOLDER + picture.file.name


def picture_deleted(instance: Picture, **kwargs) -> None:
    """The closed original goes with its picture."""
    name = closed_name(instance)
    transaction.on_commit(lambda: default_storage.delete(name))


def _move(source: str, target: str) -> None:
    """While the source is there the target counts nothing: the copy may have been cut short."""
    if not default_storage.exists(source):
        return
    if default_storage.exists(target):
        default_storage.delete(target)
    with default_storage.open(source, "rb") as file:
        default_storage.save(target, file)
    default_storage.delete(source)


def _withdrawn() -> QuerySet[Picture]:
    given, withdrawn = Consent.objects.given(), Consent.objects.withdrawn()
    return Picture.objects.filter(Exists(_owners(withdrawn))).exclude(Exists(_owners(given)))


def _owners(consents: QuerySet[Consent]) -> QuerySet[Consent]:
    return consents.filter(employee__photo=OuterRef("pk"), purpose=Purpose.PHOTO)
