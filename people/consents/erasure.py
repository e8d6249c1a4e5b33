"""Erasing the data of a person: everywhere at once, with an act that says what was done and nothing of whom.

Rooms add what they keep: `erasure.register(function)`, where `function(employee)` deletes it and answers, in Russian,
what it has deleted. It is called inside the transaction, before the name is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Page
from wagtail.search import index

from accounts import audit
from people.consents import deciding
from people.consents.affected import pages_of
from people.models import Employee, Erasure
from portal import gates, pagecache

Eraser = Callable[[Employee], list[str]]
NAME = "Бывший сотрудник"
AFTER_RESTORE = "Повторено после восстановления из резервной копии"
BLANK = {
    **dict.fromkeys(("surname", "patronymic", "former_surname", "phone", "mobile", "email", "messenger"), ""),
    **dict.fromkeys(("about", "helps_with", "interests"), ""),
    **dict.fromkeys(("mobile_written_at", "mobile_checked_at")),
    **dict.fromkeys(("birth_date", "hired_on", "checked_on", "manager", "photo", "user")),
}
_erasers: list[Eraser] = []


def register(eraser: Eraser) -> Eraser:
    """Adds what a room keeps of a person; usable as a decorator."""
    if eraser not in _erasers:
        _erasers.append(eraser)
    return eraser


@transaction.atomic
def erase(employee: Employee, by, ground: str) -> Erasure:
    """Erases everything; works and articles stay, signed «Бывший сотрудник»."""
    deciding.lock(employee)
    pages = pages_of(employee)
    done = [*_withdraw_all(employee, by), *(line for eraser in _erasers for line in eraser(employee))]
    gates.changed.send(sender=Employee, page_ids=pages)
    number_hash = hashed(employee.number)
    _blank(employee)
    _refresh(pages)
    facts = {"employee_id": employee.pk, "at": timezone.now(), "by": by, "ground": ground}
    erased = {"done": [*done, "поля карточки: имя, даты, телефоны, почта, рассказ о себе"], "pages": sorted(pages)}
    act = Erasure.objects.update_or_create(number_hash=number_hash, defaults={**facts, "erased": erased})[0]
    audit.record("person-erased", employee=employee.pk, act=act.pk)
    transaction.on_commit(write_list)
    return act


def is_erased(number: str) -> bool:
    """Whether somebody with this personnel number was erased: an import must not bring the person back unasked."""
    return Erasure.objects.filter(number_hash=hashed(number)).exists()


def hashed(number: str) -> str:
    return salted_hmac("people.erasure", number.casefold(), algorithm="sha256").hexdigest()


def write_list() -> None:
    """Keeps the hashes beside the database and the media, where a restored backup does not overwrite them."""
    hashes = read_list() | set(Erasure.objects.values_list("number_hash", flat=True))
    temporary = list_path().with_suffix(".new")
    temporary.write_text("".join(f"{line}\n" for line in sorted(hashes)), encoding="ascii")
    temporary.replace(list_path())


def read_list() -> set[str]:
    path = list_path()
    return set(path.read_text(encoding="ascii").split()) if path.exists() else set()


def list_path() -> Path:
    return Path(settings.DATA_DIR) / "erased.txt"


def repeat_after_restore(**kwargs) -> None:
    """A backup has brought back people who were erased since: they are erased again."""
    wanted = read_list()
    for pk, number in Employee.objects.values_list("pk", "number").iterator() if wanted else ():
        if hashed(number) in wanted:
            erase(Employee.objects.get(pk=pk), None, AFTER_RESTORE)


def _withdraw_all(employee: Employee, by) -> list[str]:
    purposes = list(employee.consents.given().values_list("purpose", flat=True))
    for purpose in purposes:
        deciding.withdraw(employee, purpose, by)
    return [f"согласия отозваны: {len(purposes)}"] if purposes else []


def _blank(employee: Employee) -> None:
    for field, value in BLANK.items():
        setattr(employee, field, value)
    employee.name, employee.number, employee.slug = NAME, f"erased-{employee.pk}", f"former-{employee.pk}"
    employee.left_on = employee.left_on or timezone.localdate() - timedelta(days=1)
    employee.save()


def _refresh(pages: set[int]) -> None:
    """The index and the kept bodies name the person no more."""
    for page in Page.objects.filter(pk__in=pages).specific():
        index.insert_or_update_object(page)
    pagecache.bump("people")
    pagecache.bump("pages")
