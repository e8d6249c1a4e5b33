"""Noting who asks to be called, in the worker: a page answers alike, and as fast, whoever is meant."""

from __future__ import annotations

from django_tasks import task

from accounts import audit, directory, joining, logins
from accounts.directory import Person
from accounts.models import RestoreRequest


@task(backend="jobs", queue_name="jobs")
def note_request(login: str) -> None:
    """Keeps the request if there is such a person here and the account may be opened. May be repeated."""
    person = _whose(login)
    if person is None or not joining.account_of(person).is_active:
        return
    made = RestoreRequest.objects.bulk_create([RestoreRequest(login=person.number)], ignore_conflicts=True)
    audit.record("restore-asked", account=made[0].login)


def _whose(login: str) -> Person | None:
    if person := directory.person(login):
        return person
    account = logins.find(login)
    return directory.person(account.username) if account else None
