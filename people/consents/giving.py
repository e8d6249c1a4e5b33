"""Giving and withdrawing: the only two ways a consent changes. Nothing that stands is edited; a withdrawal is for ever."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from people.consents import texts
from people.models import Consent, Employee
from portal import pagecache

Change = Callable[[Employee, str], None]
_after_withdrawal: list[Change] = []
_after_giving: list[Change] = []


def on_withdrawal(change: Change) -> Change:
    """Registers what else must happen in the transaction of a withdrawal: `change(employee, purpose)`."""
    _after_withdrawal.append(change)
    return change


def on_giving(change: Change) -> Change:
    """Registers what else must happen in the transaction in which a consent is given."""
    _after_giving.append(change)
    return change


@transaction.atomic
def give(employee: Employee, purpose: str, *, by: User | None, source: str = Consent.Source.PORTAL, **paper) -> Consent:
    """The standing consent: a new one, or the one that stands already. `paper`: `signed_on`, `scan`."""
    defaults = {"text": texts.current().get(purpose), "source": source, "entered_by": by, **paper}
    consent, is_new = Consent.objects.get_or_create(
        employee=employee, purpose=purpose, withdrawn_at=None, defaults=defaults
    )
    if is_new:
        _changed(employee, purpose, "consent-given", _after_giving)
    return consent


@transaction.atomic
def withdraw(employee: Employee, purpose: str, *, by: User | None) -> bool:
    """From this transaction on nothing of it is shown; False if there was nothing to withdraw."""
    standing = Consent.objects.given().filter(employee=employee, purpose=purpose)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        return False
    _changed(employee, purpose, "consent-withdrawn", _after_withdrawal)
    return True


def _changed(employee: Employee, purpose: str, event: str, changes: list[Change]) -> None:
    pagecache.bump("people")
    if employee.user_id:
        pagecache.bump("person", owner=employee.user_id)
    audit.record(event, employee=employee.number, purpose=purpose)
    for change in changes:
        change(employee, purpose)
