"""Accounts and employees find one another by the personnel number, whichever of the two is there first."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.db.models.signals import post_save

from accounts import directory
from accounts.models import User
from people.models import Employee


def link_accounts() -> int:
    """Links every employee without an account to the free account whose login is the personnel number."""
    login = User.objects.filter(employee=None).alias(key=Lower("username"))
    free = login.filter(key=Lower(OuterRef("number"))).values("pk")[:1]
    unlinked = list(Employee.objects.filter(user=None).annotate(found=Subquery(free)).exclude(found=None))
    for employee in unlinked:
        employee.user_id = employee.found
    return Employee.objects.bulk_update(unlinked, ["user"])


def account_saved(instance: User, raw: bool = False, **kwargs) -> None:
    if raw or hasattr(instance, "employee"):
        return
    Employee.objects.filter(user=None, number__iexact=instance.username).update(user=instance)


def working_person(number: str) -> directory.Person | None:
    """For `accounts.directory`: the employee of this number, if he or she works here today."""
    found = Employee.objects.working().select_related("user").filter(number__iexact=number).first()
    if found is None:
        return None
    return directory.Person(found.number, found.name, found.surname, found.user)


def connect() -> None:
    directory.register(working_person)
    post_save.connect(account_saved, sender=User, dispatch_uid="linking")
