"""Giving and withdrawing a consent: one transaction with everything that must change at the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from accounts import audit
from people.models import Consent, ConsentText, Employee, Purpose
from portal import pagecache

# Sent inside the transaction with `employee`, `purpose` and `stands`; receivers only write to the database.
changed = Signal()


@dataclass(frozen=True)
class Paper:
    """A signed paper: the day it was signed, and the stored name of its scan."""

    signed_on: date
    scan: str = ""


@transaction.atomic
def give(employee: Employee, purpose: str, by, paper: Paper | None = None) -> Consent:
    """The consent stands from now on, to the wording in force; one that stands already is answered as it is."""
    lock(employee)
    standing = employee.consents.given().filter(purpose=purpose).first()
    if standing:
        return standing
    consent = Consent.objects.create(
        employee_id=employee.pk,
        purpose=purpose,
        text=ConsentText.objects.filter(purpose=purpose).order_by("-number").first(),
        given_by=by,
        source=Consent.Source.PAPER if paper else Consent.Source.PORTAL,
        signed_on=paper.signed_on if paper else None,
        scan=paper.scan if paper else "",
    )
    _tell(employee, purpose, stands=True)
    return consent


@transaction.atomic
def withdraw(employee: Employee, purpose: str, by) -> bool:
    """From the end of this transaction on nothing is shown any more; False: there was nothing to withdraw."""
    lock(employee)
    standing = employee.consents.given().filter(purpose=purpose)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        return False
    _tell(employee, purpose, stands=False)
    return True


def lock(employee: Employee) -> None:
    """Decisions about one person come one after another."""
    Employee.objects.select_for_update().filter(pk=employee.pk).values_list("pk").get()


def _tell(employee: Employee, purpose: str, stands: bool) -> None:
    pagecache.bump("people")
    event = "consent-given" if stands else "consent-withdrawn"
    audit.record(event, employee=employee.pk, purpose=Purpose(purpose).value)
    changed.send(sender=Consent, employee=employee, purpose=purpose, stands=stands)
