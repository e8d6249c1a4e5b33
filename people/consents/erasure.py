"""Erasing a person: what is personal goes, the works stay under «Бывший сотрудник», and an act says what was done."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import audit
from accounts.models import User
from people.consents import person_data
from people.finding import spelling
from people.models import Employee, Erasure
from portal.images import Picture

SURNAME, NAME = "Сотрудник", "Бывший"
EMPTIED = ("patronymic", "former_surname", "phone", "mobile", "email", "messenger", "about", "helps_with", "interests")
ERASED = (
    "имя и контакты",
    "дата рождения",
    "портрет и его размеры",
    "сканы и тексты согласий",
    "отсутствия",
    "исправления",
    "поиск",
    "учётная запись",
)


def digest(number: str) -> str:
    """Whose act it is, without the number: made with the installation's own key, so that it cannot be guessed back."""
    return hmac.new(settings.SECRET_KEY.encode(), number.upper().encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def erase(person: Employee, *, by: User | None, reason: str) -> Erasure:
    """Cannot be undone. Revisions of articles keep what authors wrote: the name in a text is the press service's to mend."""
    act_of = digest(person.number)
    rooms = person_data.erase_from_rooms(person)
    _erase_files(person)
    person_data.forget_words(person)
    log_entries = ModelLogEntry.objects.for_model(Employee)
    log_entries.filter(object_id=str(person.pk)).delete()
    for related in ("consents", "absences", "proposals", "congratulations", "congratulated", "depicted_on"):
        getattr(person, related).all().delete()
    if person.user:
        User.objects.filter(pk=person.user.pk).delete()
    _erase_fields(person)
    spelling.forget_unused()
    defaults = {"done_by": by, "reason": reason, "erased": [*ERASED, *rooms], "done_at": timezone.now()}
    act = Erasure.objects.update_or_create(digest=act_of, defaults=defaults)[0]
    audit.record("person-erased", act=act.pk)
    return act


def is_erased(number: str) -> bool:
    return Erasure.objects.filter(digest=digest(number)).exists()


def _erase_files(person: Employee) -> None:
    for consent in person.consents.exclude(scan=""):
        _delete_later(consent.scan.storage, consent.scan.name)
    picture = person.photo
    if picture is None or Employee.objects.filter(photo=picture).exclude(pk=person.pk).exists():
        return
    for rendition in picture.renditions.all():
        _delete_later(rendition.file.storage, rendition.file.name)
    _delete_later(picture.file.storage, picture.file.name)
    Picture.objects.filter(pk=picture.pk).delete()


def _delete_later(storage, name: str) -> None:
    """Once the rows are gone for good."""
    transaction.on_commit(lambda: storage.delete(name))


def _erase_fields(person: Employee) -> None:
    person.refresh_from_db()
    for name in EMPTIED:
        setattr(person, name, "")
    person.surname, person.name, person.birth_date, person.photo, person.user = SURNAME, NAME, None, None, None
    person.left_on = person.left_on or timezone.localdate() - timezone.timedelta(days=1)
    person.number = f"erased-{person.pk}"
    person.slug = f"former-{person.pk}"
    person.save()
