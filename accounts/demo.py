"""Accounts of the demo company (contract.md); with DEMO=0 there are none."""

from django.conf import settings
from django.core.management.base import CommandError

from accounts.models import User
from accounts.roles import Role
from portal.demo import Demo

SIGN_IN_WITH = "teplo-demo"
# Login: groups, name and surname.
ACCOUNTS = {
    "reader": ((Role.EMPLOYEE,), "Мария", "Гончарова"),
    "hr": ((Role.EMPLOYEE, Role.HR), "Ольга", "Сидоренко"),
    "press": ((Role.EMPLOYEE, Role.PRESS), "Анна", "Левченко"),
    "jury": ((Role.EMPLOYEE, Role.JURY), "Виктор", "Шаповалов"),
    "admin": ((Role.ADMIN,), "Администратор", "портала"),
}


def load(demo: Demo) -> str:
    if not settings.ENV.demo:
        raise CommandError("The demo company is loaded only with DEMO=1.", returncode=2)
    for login, (roles, name, surname) in ACCOUNTS.items():
        _account(login, roles, name, surname)
    return f"accounts {', '.join(ACCOUNTS)} (password {SIGN_IN_WITH})"


def close() -> None:
    """For a start with DEMO=0 on a database that once had the demo: its accounts open nothing any more."""
    for user in User.objects.filter(is_demo=True, is_active=True):
        user.is_active = False
        user.save()


def _account(login: str, roles: tuple[Role, ...], name: str, surname: str) -> None:
    user = User.objects.filter(username=login).first()
    if user is None:
        user = User(username=login, first_name=name, last_name=surname, is_demo=True)
        user.is_superuser = user.is_staff = Role.ADMIN in roles
        user.set_password(SIGN_IN_WITH)
    if user.is_demo and (user.pk is None or not user.is_active):
        user.is_active = True
        user.save()
    user.groups.add(*(role.group() for role in roles))
