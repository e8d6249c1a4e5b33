"""Files of a work: each judged by itself as soon as it comes, stored under a random name, removed without a trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Collection, ReferenceIndex

from contests.entering import intake, quota
from contests.entering.changing import SENT, changed, lock_person, locked
from contests.models import EntryField, Work, WorkFile, WorkPicture
from portal import renditions
from portal.images import Picture
from portal.uploads.documents import check_document
from portal.uploads.films import check_film
from portal.uploads.names import download_name
from portal.uploads.pictures import clean_picture

Kind = EntryField.Kind
COLLECTION = "Работы конкурсов"
TITLE = "Работа конкурса"
SIZES = ("card", "picture")
ENOUGH = "Здесь можно не больше {}. Удалите лишний снимок и добавьте другой."
NEEDED = "Работа отправлена, без этого файла её не оставить. Сначала добавьте другой."
LATE = "Файл начали отправлять после срока. {}"


def receive(work: Work, question: EntryField, uploads: Iterable[File], user, at: datetime) -> list[str]:
    """Stores these files one by one; what was wrong with those that were not, each with its name."""
    refused = []
    for upload in uploads:
        try:
            store(work, question, upload, user, at)
        except ValidationError as error:
            refused.append(f"«{download_name(upload.name)}»: {' '.join(error.messages)}")
        except intake.ClosedError as error:
            refused.append(LATE.format(error))
    return refused


def store(work: Work, question: EntryField, upload: File, user, at: datetime) -> None:
    """One file: judged outside of any transaction, then stored in a short one. Raises ValidationError or ClosedError."""
    intake.refuse_late(work, at)
    if question.kind == Kind.PHOTOS:
        clean = clean_picture(upload)
        with transaction.atomic():
            _add_picture(_to_fill(work, clean.size, at), question, clean, user)
        return
    check = check_film if question.kind == Kind.FILM else check_document
    check(upload.name, upload)
    with transaction.atomic():
        _put_file(_to_fill(work, upload.size, at), question, upload)


@transaction.atomic
def remove(work: Work, asked: str, questions: list[EntryField], at: datetime) -> tuple[str, str] | None:
    """Removes `picture-<pk>` or `file-<pk>`; or the key of its question and why it has to stay."""
    work = locked(work.pk)
    intake.refuse_late(work, at)
    found = _owned(work, asked)
    if found is None:
        return None
    question = next((q for q in questions if q.key == found.field), None)
    if question and question.required and work.state in SENT and _is_last(work, question):
        return question.key, NEEDED
    _discard(found)
    changed(work, at)
    return None


def remove_all(work: Work) -> None:
    for found in [*work.pictures.select_related("picture"), *work.files.all()]:
        _discard(found)


def of_question(work: Work, question: EntryField) -> list[WorkPicture | WorkFile]:
    """What answers this question; pictures and files of the work are fetched already."""
    stored = work.pictures.all() if question.kind == Kind.PHOTOS else work.files.all()
    return [found for found in stored if found.field == question.key]


def _to_fill(work: Work, size: int, at: datetime) -> Work:
    """The work, locked together with the person whose quota this is, and marked as changed."""
    lock_person(work.filed_by_id)
    now = locked(work.pk)
    intake.refuse_late(now, at)
    quota.refuse_beyond(now, size)
    changed(now, at)
    return now


def _add_picture(work: Work, question: EntryField, clean: File, user) -> None:
    places = list(work.pictures.filter(field=question.key).values_list("sort_order", flat=True))
    if len(places) >= question.most:
        raise ValidationError(ENOUGH.format(question.most))
    picture = Picture(title=TITLE, file=clean, collection=_collection(), uploaded_by_user=user)
    picture.save()
    WorkPicture.objects.create(work=work, field=question.key, picture=picture, sort_order=max(places, default=-1) + 1)
    renditions.make_soon([picture.pk], SIZES)


def _put_file(work: Work, question: EntryField, upload: File) -> None:
    """In place of the one before."""
    for before in work.files.filter(field=question.key):
        _discard(before)
    name = download_name(upload.name)
    row = WorkFile(work=work, field=question.key, name=name, size=upload.size)
    row.file.save(name, upload, save=False)
    row.save()


def _owned(work: Work, asked: str) -> WorkPicture | WorkFile | None:
    kind, _, pk = asked.partition("-")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    rows = {"picture": work.pictures.select_related("picture"), "file": work.files.all()}.get(kind)
    return rows.filter(pk=int(pk)).first() if rows is not None else None


def _is_last(work: Work, question: EntryField) -> bool:
    stored = work.pictures if question.kind == Kind.PHOTOS else work.files
    by_address = question.kind == Kind.FILM and bool(work.answers.get(question.key))
    return not by_address and stored.filter(field=question.key).count() <= 1


def _discard(found: WorkPicture | WorkFile) -> None:
    """The row, and what it stood for, unless something else shows it."""
    found.delete()
    if isinstance(found, WorkFile):
        name = found.file.name
        transaction.on_commit(lambda: default_storage.delete(name))
        return
    own = ContentType.objects.get_for_model(WorkPicture)
    if not ReferenceIndex.get_references_to(found.picture).exclude(base_content_type=own).exists():
        found.picture.delete()


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)
