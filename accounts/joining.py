"""How a working employee comes by an account without an administrator: by an invitation or through the company's sign-in."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from accounts import logins
from accounts.directory import Person
from accounts.models import User
from accounts.roles import Role


def account_of(person: Person) -> User:
    """The joined account or the one with the personnel number for a login; else a new one, not saved, without a password."""
    return person.account or logins.find(person.number) or _draft(person)


def keep(user: User) -> None:
    """Saves the account; a new one joins the group of employees."""
    is_new = user.pk is None
    user.save()
    if is_new:
        user.groups.add(Role.EMPLOYEE.group())


def may_let_in(helper: User | None, person: Person) -> bool:
    """Whether an invitation given by this helper opens the person's account.

    A closed account stays closed, and HR does not hand out the accounts of those who rule over accounts.
    """
    account = account_of(person)
    if not account.is_active:
        return False
    if account.is_superuser:
        return helper is not None and helper.is_superuser
    rules = account.pk is not None and account.has_perm("accounts.change_user")
    return not rules or (helper is not None and helper.has_perm("accounts.change_user"))


def rulers() -> QuerySet[User]:
    """The accounts that may change accounts: HR hands none of them out."""
    may = Q(codename="change_user", content_type__app_label="accounts")
    groups = Group.objects.filter(permissions__in=Permission.objects.filter(may))
    return User.objects.filter(Q(is_superuser=True) | Q(groups__in=groups))


def _draft(person: Person) -> User:
    user = User(username=person.number, first_name=person.name, last_name=person.surname)
    user.set_unusable_password()
    return user
